/** Whether a process of this machine is under way. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user's cannot be signalled, yet it lives.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
