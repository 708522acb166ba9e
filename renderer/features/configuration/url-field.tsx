// License Server URL, with the known addresses as presets; a preset brings its transport mode.
import { Button, Input, Label, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { ChevronDown12Regular } from '@fluentui/react-icons';
import type { TransportMode } from '../../../shared/model/configuration.ts';
import type { FieldProblem } from '../../../shared/model/field-problem.ts';
import { SERVER_PRESETS } from '../../../shared/model/field-rules.ts';
import { Note } from '../../components/note.tsx';
import { FORM } from '../../text/labels.ts';
import { useWords } from '../../text/words.ts';

type Props = {
  value: string;
  /** `transport`: the mode that a preset brings; null when typed. */
  onChange: (url: string, transport: TransportMode | null) => void;
  problem: FieldProblem | null;
  warning: string | null;
  note: string;
};

const EXAMPLE_HOST = 'licence-server.example';

export function UrlField({ value, onChange, problem, warning, note }: Props) {
  const { configuration: t } = useWords().t;
  // An on-prem preset keeps the host that is there already, unless that is the cloud's.
  const host = URL.canParse(value) && !/(^|\.)cisco\.com$/i.test(new URL(value).hostname) ? new URL(value).host : EXAMPLE_HOST;
  return (
    <div>
      <Label className="l" htmlFor="server-url">
        {FORM.url}
      </Label>
      <div className="line">
        <Input
          id="server-url"
          className="grow"
          value={value}
          onChange={(_, { value: typed }) => onChange(typed, null)}
          aria-invalid={problem !== null}
          aria-describedby="server-url-note"
          spellCheck={false}
          autoComplete="off"
        />
        <Menu>
          <MenuTrigger disableButtonEnhancement>
            <Button icon={<ChevronDown12Regular />} iconPosition="after">
              {t.presets}
            </Button>
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {SERVER_PRESETS.map(({ key, transport, url }) => (
                <MenuItem key={key} secondaryContent={new URL(url(host)).host} onClick={() => onChange(url(host), transport)}>
                  {t.presetNames[key]}
                </MenuItem>
              ))}
            </MenuList>
          </MenuPopover>
        </Menu>
      </div>
      <Note id="server-url-note" problem={problem} warning={warning}>
        {note}
      </Note>
    </div>
  );
}
