/** The error of a send whose outcome is unknown, because the process that sent it has ended. */
export const INTERRUPTED = { code: 'interrupted', title: 'The send was interrupted' };
