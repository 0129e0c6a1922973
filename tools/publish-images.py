"""Publishes images with Red Hat's cloudpub as it is; only its two hosts lead to the emulator. Used by tools/cloudpub.ts."""

import json
import os
import sys
from urllib.parse import urlsplit, urlunsplit

import requests.adapters
from cloudpub.ms_azure import AzureService
from cloudpub.ms_azure.utils import AzurePublishingMetadata

HOSTS = ("graph.microsoft.com", "login.microsoftonline.com")
emulator = urlsplit(os.environ["EMULATOR"])
send = requests.adapters.HTTPAdapter.send


def sent_to_emulator(adapter, request, *args, **kwargs):
    url = urlsplit(request.url)
    if url.hostname in HOSTS:
        request.url = urlunsplit((emulator.scheme, emulator.netloc, url.path, url.query, url.fragment))
    return send(adapter, request, *args, **kwargs)


requests.adapters.HTTPAdapter.send = sent_to_emulator

credentials = {
    "AZURE_TENANT_ID": "contoso",
    "AZURE_CLIENT_ID": "cloudpub",
    "AZURE_API_SECRET": "any secret will do",
    "AZURE_PUBLISHER_NAME": "contoso",
}
service = AzureService(credentials, retry_interval=0.2, retry_timeout=60)
service.publish(AzurePublishingMetadata(**json.loads(sys.argv[1])))
