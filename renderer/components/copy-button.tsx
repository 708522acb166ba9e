// Copies a text, and says so in its place until the pointer or the focus goes elsewhere.
import { Button, type ButtonProps } from '@fluentui/react-components';
import { Checkmark16Regular, Copy16Regular } from '@fluentui/react-icons';
import { type ReactNode, useState } from 'react';
import { ask } from '../api/client.ts';
import { useWords } from '../text/words.ts';

type Props = {
  /** Asked for when it is copied. */
  text: () => string;
  /** The button's name where only its icon is shown. */
  name?: string;
  children?: ReactNode;
  appearance?: ButtonProps['appearance'];
  size?: ButtonProps['size'];
  className?: string;
};

export function CopyButton({ text, name, children, appearance, size = 'small', className }: Props) {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await ask('clipboard.write', { text: text() });
    setCopied(true);
  };
  const forget = () => setCopied(false);
  return (
    <>
      <Button
        size={size}
        appearance={appearance}
        className={className}
        icon={copied ? <Checkmark16Regular /> : <Copy16Regular />}
        aria-label={name}
        onClick={() => void copy().catch(forget)}
        onBlur={forget}
        onMouseLeave={forget}
      >
        {children}
      </Button>
      <span className="vh" role="status">
        {copied ? t.frame.copied : ''}
      </span>
    </>
  );
}
