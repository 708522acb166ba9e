// The top bar: the way to everything by typing, and what holds for all views: trouble, a demonstration, the licence servers.
import { Button } from '@fluentui/react-components';
import { Search16Regular } from '@fluentui/react-icons';
import { Kbd } from '../../components/kbd.tsx';
import { Mark } from '../../components/state-mark.tsx';
import { useFleet } from '../../state/fleet-store.ts';
import { keyCaps, SHORTCUTS } from '../../state/shortcuts.ts';
import { useWords } from '../../text/words.ts';
import { DemonstrationBar, OfflineBar } from './later-parts.tsx';
import { ServerMarks } from './server-marks.tsx';

export function TopBar({ onFind }: { onFind: () => void }) {
  const host = useFleet((state) => state.host);
  const trouble = useFleet((state) => state.trouble);
  return (
    <header className="topbar">
      <Find onFind={onFind} />
      {trouble !== null ? (
        <Trouble text={trouble} />
      ) : host?.review ? (
        <OfflineBar key={host.dataFolder} review={host.review} />
      ) : host?.demonstration ? (
        <DemonstrationBar key={host.dataFolder} />
      ) : null}
      {host?.review ? null : <ServerMarks most={host?.demonstration ? 1 : 3} />}
    </header>
  );
}

/** Looks like the field that it opens. */
function Find({ onFind }: { onFind: () => void }) {
  const { t } = useWords();
  const caps = keyCaps(SHORTCUTS.palette[0], t.shortcuts.keys).join(' ');
  return (
    <button type="button" className="plain find" aria-haspopup="dialog" title={`${t.palette.find} (${caps})`} onClick={onFind}>
      <Search16Regular />
      <span className="grow cut">{t.palette.find}</span>
      <Kbd>{caps}</Kbd>
    </button>
  );
}

function Trouble({ text }: { text: string }) {
  const { t } = useWords();
  return (
    <div className="offline" role="status">
      <Mark tone="warning" />
      <span className="grow cut" title={text}>
        <b>{text}</b>
      </span>
      <Button size="small" onClick={() => location.reload()}>
        {t.frame.tryAgain}
      </Button>
    </div>
  );
}
