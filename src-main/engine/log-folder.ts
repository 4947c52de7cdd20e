/** Where the log lies: apart from writing it, so that a door can show the folder without the engine. */
import { join } from 'node:path';

export const logFolder = (dataFolder: string): string => join(dataFolder, 'logs');
