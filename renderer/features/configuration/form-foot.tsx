// Under the form: Update, what it waits for, what refused it, and the way back.
import { Button } from '@fluentui/react-components';
import { ArrowUndo16Regular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import type { InstanceDetail } from '../../../shared/model/instance-detail.ts';
import { Needing } from '../../components/needing.tsx';
import { Mark } from '../../components/state-mark.tsx';
import { useHostMissing } from '../../state/needs.ts';
import { refusalText } from '../../text/failures.ts';
import { FORM } from '../../text/labels.ts';
import { useWords } from '../../text/words.ts';
import type { ConfigurationDraft } from './use-configuration-draft.ts';

type Props = { row: FleetRow; detail: InstanceDetail; form: ConfigurationDraft; waitsFor: string | null };

export function FormFoot({ row, detail, form, waitsFor }: Props) {
  const { t, f } = useWords();
  const missing = useHostMissing();
  const { lastGood } = detail;
  return (
    <div className="foot">
      <Needing missing={missing}>
        <Button type="submit" appearance="primary" disabled={form.plan === null || form.conflict || form.task.running}>
          {FORM.update}
        </Button>
      </Needing>
      <Button disabled={!form.changed} onClick={form.discard}>
        {t.configuration.discard}
      </Button>
      <div className="grow say">
        <Say row={row} form={form} waitsFor={waitsFor} />
      </div>
      {lastGood === null ? null : (
        <Button appearance="subtle" icon={<ArrowUndo16Regular />} onClick={() => form.restore(lastGood.configuration)}>
          {t.configuration.restore(f.date(lastGood.at))}
        </Button>
      )}
    </div>
  );
}

/** One line, the most important one. */
function Say({ row, form, waitsFor }: Omit<Props, 'detail'>): ReactNode {
  const words = useWords();
  const { configuration: t } = words.t;
  if (form.conflict)
    return (
      <p className="row" role="alert">
        <Mark tone="warning" />
        <span>{t.changedMeanwhile}</span>
        <Button size="small" onClick={form.keep}>
          {t.keepMine}
        </Button>
        <Button size="small" onClick={form.discard}>
          {t.showTheirs}
        </Button>
      </p>
    );
  if (form.task.error !== null)
    return (
      <p className="refusal" role="alert">
        <Mark tone="blocked" />
        <span>{refusalText(words, form.task.error)}</span>
      </p>
    );
  if (waitsFor !== null) return <p className="t-blocked small">{t.waitsFor(waitsFor)}</p>;
  return form.asksFirst && row.environment === 'production' ? <p className="muted small">{t.asksForName}</p> : null;
}
