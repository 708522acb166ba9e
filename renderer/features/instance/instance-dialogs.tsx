// The dialogs of an instance: one at a time, opened from its menu, its buttons or its failure strip.
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import type { InstanceDetail } from '../../../shared/model/instance-detail.ts';
import { EditInstance } from '../fleet/instance-dialog.tsx';
import { GuardDialog, type Guarded } from './guard-dialog.tsx';
import { RegisterDialog } from './register-dialog.tsx';

const DIALOGS = ['register', 'force', 'edit', 'deregister', 'disable', 'remove'] as const satisfies readonly (string | Guarded)[];
export type Opened = (typeof DIALOGS)[number];

export const isDialog = (name: string): name is Opened => DIALOGS.some((dialog) => dialog === name);

type Props = { opened: Opened | null; row: FleetRow; detail: InstanceDetail; onClose: () => void };

export function InstanceDialogs({ opened, row, detail, onClose }: Props) {
  switch (opened) {
    case null:
      return null;
    case 'register':
    case 'force':
      return <RegisterDialog row={row} force={opened === 'force'} onClose={onClose} />;
    case 'edit':
      return <EditInstance instance={detail.instance} onClose={onClose} />;
    default:
      return <GuardDialog action={opened} row={row} detail={detail} onClose={onClose} />;
  }
}
