// Who administers: the audit log names the user of the operating system for whom this process runs.
import { userInfo } from 'node:os';

/** Null where the system does not know (a container may run as a number without a name). */
export function userName(): string | null {
  try {
    return userInfo().username || null;
  } catch {
    return null;
  }
}
