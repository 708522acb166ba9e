// The buttons that open the fleet's menus: they stand there before the menus' code has come. What opens by one hands it its properties.
import { Button, MenuButton } from '@fluentui/react-components';
import { Bookmark16Regular, MoreHorizontal16Regular, TableSettings16Regular } from '@fluentui/react-icons';
import { useWords } from '../../text/words.ts';

/** Of a part of the filter. `count`: how many values are chosen. */
export function FilterOpener({ name, count, ...handed }: { name: string; count: number }) {
  const { t } = useWords();
  return (
    <MenuButton appearance="subtle" className={`filter ${count > 0 ? 'on' : ''}`} {...handed}>
      {count > 0 ? t.fleet.chosen(name, count) : name}
    </MenuButton>
  );
}

/** `name`: of the saved filter that is set; null: none is. */
export function SavedOpener({ name, ...handed }: { name: string | null }) {
  const { t } = useWords();
  return (
    <MenuButton
      appearance="subtle"
      className={`filter ${name === null ? '' : 'on'}`}
      icon={<Bookmark16Regular />}
      aria-label={t.fleet.saved}
      {...handed}
    >
      <span className="wideonly cut savedname">{name ?? t.fleet.saved}</span>
    </MenuButton>
  );
}

export function ColumnsOpener(handed: object) {
  const { t } = useWords();
  return (
    <MenuButton
      appearance="subtle"
      className="filter"
      icon={<TableSettings16Regular />}
      aria-label={t.fleet.chooseColumns}
      {...handed}
    >
      <span className="wideonly">{t.fleet.chooseColumns}</span>
    </MenuButton>
  );
}

export function MoreOpener(handed: object) {
  const { more } = useWords().t.jobs;
  return <Button icon={<MoreHorizontal16Regular />} aria-label={more} title={more} {...handed} />;
}
