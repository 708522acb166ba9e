// Where the operating system keeps a user's application data: known without Electron being ready.

import { join } from 'node:path';
import { app } from 'electron';

const NAME = 'CUSP License Manager';

export const standardDataFolder = (): string => join(app.getPath('appData'), NAME);
export const standardDemonstrationFolder = (): string => join(app.getPath('appData'), `${NAME} Demonstration`);
