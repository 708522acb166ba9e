// License Server URL, with the known addresses as presets; a preset brings its transport mode.
import { Button, Input, Label, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { ChevronDown12Regular } from '@fluentui/react-icons';
import type { TransportMode } from '../../../shared/model/configuration.ts';
import type { FieldProblem } from '../../../shared/model/field-problem.ts';
import { SERVER_PRESETS, type ServerPreset } from '../../../shared/model/field-rules.ts';
import { Note } from '../../components/note.tsx';

type Props = {
  value: string;
  /** `transport`: the mode that a preset brings; null when typed. */
  onChange: (url: string, transport: TransportMode | null) => void;
  problem: FieldProblem | null;
  warning: string | null;
  note: string;
};

const NAMES: Record<ServerPreset['key'], string> = {
  'cloud-call-home': 'Cloud, Call Home',
  'cloud-http': 'Cloud, HTTP',
  'on-prem-call-home': 'On-prem, Call Home',
  'on-prem-http': 'On-prem, HTTP',
};
const EXAMPLE_HOST = 'licence-server.example';

export function UrlField({ value, onChange, problem, warning, note }: Props) {
  // An on-prem preset keeps the host that is there already, unless that is the cloud's.
  const host = URL.canParse(value) && !/cisco\.com$/.test(new URL(value).hostname) ? new URL(value).host : EXAMPLE_HOST;
  return (
    <div>
      <Label className="l" htmlFor="server-url">
        License Server URL
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
              Presets
            </Button>
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {SERVER_PRESETS.map(({ key, transport, url }) => (
                <MenuItem key={key} secondaryContent={new URL(url(host)).host} onClick={() => onChange(url(host), transport)}>
                  {NAMES[key]}
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
