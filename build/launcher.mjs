// Stands in the registry's runtime for Electron's own default app: runs the app in the first folder that the command line names.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const folder = path.resolve(process.argv.find((argument, index) => index > 0 && !argument.startsWith('-')));
const { productName, name, version, main } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
app.setName(productName ?? name);
app.setVersion(version);
app.setAppPath(folder);
app.setPath('userData', path.join(app.getPath('appData'), app.getName()));
await import(pathToFileURL(path.join(folder, main)).href);
