// What the check of the chain has found: kept while the window is open, since it holds for what was there then.
import { create } from 'zustand';
import { AppFailure } from '../../../shared/app-failure.ts';
import type { ChainProof } from '../../../shared/model/activity.ts';
import { ask } from '../../api/client.ts';
import { now } from '../../state/clock.ts';

type ProofState = {
  /** The data folder that it is of; null: of none yet. */
  folder: string | null;
  /** `at`: epoch ms of the folder's clock. */
  found: { proof: ChainProof; at: number } | null;
  checking: boolean;
  /** Why it could not be checked. */
  failed: string | null;
};

export const useProof = create<ProofState>(() => ({ folder: null, found: null, checking: false, failed: null }));

/** Looks at every entry; nothing happens while that is under way. */
export async function verify(folder: string): Promise<void> {
  const before = useProof.getState();
  if (before.checking && before.folder === folder) return;
  useProof.setState({ folder, found: before.folder === folder ? before.found : null, checking: true, failed: null });
  const settle = (state: Partial<ProofState>) => {
    // The answer for a folder that was left meanwhile says nothing about this one.
    if (useProof.getState().folder === folder) useProof.setState({ ...state, checking: false });
  };
  try {
    const proof = await ask('activity.verify', {});
    settle({ found: { proof, at: now() } });
  } catch (error) {
    settle({ failed: error instanceof AppFailure ? error.message : String(error) });
  }
}
