import { EventEmitter } from 'node:events';
import { main } from '../../src/main/cli';
import { createProcessIo } from '../../src/main/cli/process-io';

/** A process of its own: a run that is cancelled as soon as it waits for the callback. */
const signals = new EventEmitter();
const stderr = {
  write(text: string) {
    if (text.includes('authorizationUrl')) signals.emit('SIGINT');
  },
};
const argv = ['run', 'practice:authorization-code', '--browser', 'print', '--timeout', '3600', '--json'];
process.exitCode = await main(argv, { ...createProcessIo(), signals, stderr });
