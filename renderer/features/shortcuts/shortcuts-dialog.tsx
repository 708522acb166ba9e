// The list of shortcuts, made of the table that they are heard by.
import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle } from '@fluentui/react-components';
import { Fragment } from 'react';
import { Kbd } from '../../components/kbd.tsx';
import { useFleet } from '../../state/fleet-store.ts';
import { TABS } from '../../state/route.ts';
import { isSingle, type Keys, keyCaps, SHORTCUTS, type Shortcut } from '../../state/shortcuts.ts';
import { useWords, type Words } from '../../text/words.ts';
import { VIEWS } from '../frame/views.tsx';
import './shortcuts.css';

type Line = { what: string; ways: readonly Keys[] };

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const words = useWords();
  const { shortcuts: t } = words.t;
  return (
    <Dialog open onOpenChange={(_, { open }) => open || onClose()}>
      <DialogSurface className="shortcuts" style={{ maxWidth: 680 }}>
        <DialogBody>
          <DialogTitle>{t.title}</DialogTitle>
          <DialogContent tabIndex={0}>
            <div className="groups">
              <Group name={t.groups.anywhere} lines={anywhere(words)} />
              <div>
                <Group name={t.groups.fleet} lines={inFleet(words)} />
                <Group name={t.groups.instance} lines={onInstance(words)} />
              </div>
            </div>
            <p className="muted small">{t.single}</p>
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={onClose}>
              {t.close}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

/** Keys that are switched off are not listed. */
function useHeard(ways: readonly Keys[]): readonly Keys[] {
  const withSingle = useFleet((state) => state.settings.singleKeys);
  return withSingle ? ways : ways.filter((keys) => !isSingle(keys));
}

function Group({ name, lines }: { name: string; lines: readonly Line[] }) {
  return (
    <div>
      <h3>{name}</h3>
      <dl>
        {lines.map(({ what, ways }) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>
              <Ways ways={ways} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Ways({ ways }: Pick<Line, 'ways'>) {
  const { t } = useWords();
  return useHeard(ways).map((keys, at) => (
    <Fragment key={keys.key}>
      {at > 0 ? <span className="muted small">{t.shortcuts.or}</span> : null}
      {keyCaps(keys, t.shortcuts.keys).map((cap) => (
        <Kbd key={cap}>{cap}</Kbd>
      ))}
    </Fragment>
  ));
}

const line = (what: string, shortcut: Shortcut): Line => ({ what, ways: SHORTCUTS[shortcut] });

function anywhere({ t }: Words): Line[] {
  const views = VIEWS.map(({ view }, at) => line(t.shortcuts.goTo(t.frame[view]), `view${at + 1}` as Shortcut));
  return [
    line(t.shortcuts.palette, 'palette'),
    line(t.shortcuts.shortcuts, 'shortcuts'),
    line(t.shortcuts.find, 'find'),
    line(t.shortcuts.add, 'add'),
    ...views.map((one, at) => (VIEWS[at]?.view === 'settings' ? { ...one, ways: [...one.ways, ...SHORTCUTS.settings] } : one)),
  ];
}

/** What the table of the fleet hears by itself while it has the focus. */
function inFleet({ t: { shortcuts: t } }: Words): Line[] {
  return [
    { what: t.move, ways: [{ key: 'ArrowUp' }, { key: 'ArrowDown' }] },
    { what: t.openRow, ways: [{ key: 'Enter' }] },
    { what: t.select, ways: [{ key: ' ' }] },
    { what: t.selectAll, ways: [{ key: 'a', main: true }] },
    { what: t.clear, ways: [{ key: 'Escape' }] },
  ];
}

const onInstance = ({ t }: Words): Line[] => [
  line(t.shortcuts.previous, 'previous'),
  line(t.shortcuts.next, 'next'),
  ...TABS.map((tab, at) => line(t.shortcuts.tab(t.instance.tabs[tab]), `tab${at + 1}` as Shortcut)),
];
