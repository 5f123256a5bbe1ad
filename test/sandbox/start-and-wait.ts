import { spawn } from 'node:child_process';

import { endWithThisProcess } from '../../sandbox/end-with-this-process';

/** The parent in end-with-this-process.test.ts: starts a child for the given folder, prints its id, and stays. */
const WAIT = ['-e', 'setInterval(() => {}, 1000)'];
const folder = process.argv[2] ?? '';

const child = spawn(process.execPath, WAIT, { stdio: 'ignore', detached: true });
endWithThisProcess(child, { signal: 'SIGKILL', group: true, folder });
process.stdout.write(`${child.pid}\n`);
