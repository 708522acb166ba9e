// A part of a filter that may have hundreds of values: they are found by typing, and any number can be chosen.
import {
  Button,
  Input,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  type PopoverTriggerProps,
  useArrowNavigationGroup,
} from '@fluentui/react-components';
import { Search16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useWords } from '../text/words.ts';

export type Choice<V extends string | null> = { value: V; name: string; detail?: string };
type Props<V extends string | null> = {
  name: string;
  options: readonly Choice<V>[];
  chosen: readonly V[];
  onChoose: (chosen: V[]) => void;
  /** The button that opens it. */
  children: PopoverTriggerProps['children'];
};
/** More than these are not listed at once; typing finds the others. */
const LISTED = 100;
const FEW = 10;

export function ChoicePopover<V extends string | null>(props: Props<V>) {
  return (
    <Popover trapFocus positioning="below-start">
      <PopoverTrigger disableButtonEnhancement>{props.children}</PopoverTrigger>
      <PopoverSurface className="choosing" aria-label={props.name}>
        <Choices {...props} />
      </PopoverSurface>
    </Popover>
  );
}

function Choices<V extends string | null>({ options, chosen, onChoose }: Props<V>) {
  const { t } = useWords();
  const arrows = useArrowNavigationGroup({ axis: 'vertical', tabbable: true });
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  const found = options.filter(({ name }) => name.toLowerCase().includes(wanted));
  const listed = found.filter(({ value }, index) => index < LISTED || chosen.includes(value));
  const choose = (value: V) => onChoose(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  return (
    <>
      {options.length > FEW ? (
        <Input
          contentBefore={<Search16Regular />}
          placeholder={t.fleet.find}
          aria-label={t.fleet.find}
          value={text}
          onChange={(_, { value }) => setText(value)}
        />
      ) : null}
      <div className="choicelist scroll" {...arrows}>
        {listed.map(({ value, name, detail }) => (
          <label key={value ?? ''} className="choice">
            <input type="checkbox" checked={chosen.includes(value)} onChange={() => choose(value)} />
            <span className="cut grow" title={name}>
              {name}
            </span>
            {detail === undefined ? null : <span className="muted small num">{detail}</span>}
          </label>
        ))}
        {found.length === 0 ? <p className="muted small">{t.fleet.noneFound}</p> : null}
        {found.length > listed.length ? (
          <p className="muted small">{t.fleet.notAllListed(found.length - listed.length)}</p>
        ) : null}
      </div>
      {chosen.length > 0 ? (
        <Button size="small" onClick={() => onChoose([])}>
          {t.fleet.chooseNone}
        </Button>
      ) : null}
    </>
  );
}
