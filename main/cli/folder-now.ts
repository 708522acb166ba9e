// The folder's time as its clock is told: a demonstration's runs at a rate of its own.
import type { FolderClock } from '../../shared/model/fleet-snapshot.ts';

/** Epoch ms, at `realNow`. */
export const folderNow = ({ folder, real, rate }: FolderClock, realNow: number): number => folder + (realNow - real) * rate;
