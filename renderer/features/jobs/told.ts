// What became of something that was done beside the dialogs (a file saved or chosen): one notice over the fleet, until it is dismissed.
import { create } from 'zustand';
import { AppFailure } from '../../../shared/app-failure.ts';
import type { AppError } from '../../../shared/errors.ts';

type Told = { saved: string | null; error: AppError | null };
const NOTHING: Told = { saved: null, error: null };
export const useTold = create<Told>(() => NOTHING);

/** `act` gives the name of the file that was saved, or null. */
export async function tell(act: () => Promise<string | null>): Promise<void> {
  useTold.setState(NOTHING);
  try {
    useTold.setState({ saved: await act(), error: null });
  } catch (thrown) {
    const error: AppError =
      thrown instanceof AppFailure ? thrown.error : { code: 'internal', message: 'Something went wrong in the program itself.' };
    useTold.setState({ saved: null, error });
  }
}
export const untell = (): void => useTold.setState(NOTHING);
