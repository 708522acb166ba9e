// A part of a filter: a menu of values of which any number can be chosen; its button says how many are.
import { Menu, MenuButton, MenuItemCheckbox, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';

type Props<V extends string> = {
  name: string;
  options: readonly { value: V; name: string }[];
  chosen: readonly V[];
  onChoose: (chosen: V[]) => void;
};

export function FilterMenu<V extends string>({ name, options, chosen, onChoose }: Props<V>) {
  const choose = (values: string[]) => onChoose(options.map(({ value }) => value).filter((value) => values.includes(value)));
  return (
    <Menu
      checkedValues={{ [name]: [...chosen] }}
      onCheckedValueChange={(_, { checkedItems }) => choose(checkedItems)}
      persistOnItemClick
    >
      <MenuTrigger disableButtonEnhancement>
        <MenuButton appearance="subtle" className={`filter ${chosen.length > 0 ? 'on' : ''}`}>
          {name}
          {chosen.length > 0 ? ` (${chosen.length})` : ''}
        </MenuButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList className="filterlist">
          {options.map(({ value, name: shown }) => (
            <MenuItemCheckbox key={value} name={name} value={value}>
              {shown}
            </MenuItemCheckbox>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
