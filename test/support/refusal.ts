import { InputError } from "../../lib/errors.js";

/** The whole message of the InputError that `act` throws. */
export function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  throw new Error("expected an InputError but nothing was thrown");
}

/** The whole message of the InputError that a promise rejects with. */
export async function asyncRefusal(act: () => Promise<unknown>): Promise<string> {
  try {
    await act();
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  throw new Error("expected an InputError but nothing was thrown");
}
