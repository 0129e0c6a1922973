"""azpc as it is, but for its hosts: those that BENCH_ENDPOINT and BENCH_LOGIN_ENDPOINT name, instead of Microsoft's."""
import os
import sys

import requests
import swagger_client.configuration

login = os.environ["BENCH_LOGIN_ENDPOINT"]
endpoint = os.environ["BENCH_ENDPOINT"]

configure = swagger_client.configuration.Configuration.__init__


def configured(self, *args, **kwargs):
    configure(self, *args, **kwargs)
    self.host = endpoint


swagger_client.configuration.Configuration.__init__ = configured

request = requests.Session.request


def redirected(self, method, url, *args, **kwargs):
    return request(self, method, url.replace("https://login.microsoftonline.com", login), *args, **kwargs)


requests.Session.request = redirected

from azureiai.azpc_app import main  # noqa: E402: with the hosts in place

sys.exit(main())
