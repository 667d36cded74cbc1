import { errorCodeOf } from './files.ts';

/** Whether a process of this host is there, also one of another user. */
export function isProcessAlive(processId: number): boolean {
  try {
    // Signal 0 is not sent; the system only says whether it could be.
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return errorCodeOf(error) === 'EPERM';
  }
}
