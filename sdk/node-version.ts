// Loaded before all else: older versions of Node.js cannot load what comes after.
import { requireNode } from "../provider/values/node-version.js";

requireNode();
