// Chooses a file to import; its preview opens as a dialog.
import { Button } from '@fluentui/react-components';
import { ArrowImport16Regular } from '@fluentui/react-icons';
import { ask } from '../../api/client.ts';
import { Needing } from '../../components/needing.tsx';
import { useHostMissing } from '../../state/needs.ts';
import { useWords } from '../../text/words.ts';
import { open } from './opened.ts';
import { tell } from './told.ts';

export const chooseImport = (): Promise<void> =>
  tell(async () => {
    const chosen = await ask('files.openImport', {});
    if (chosen !== null) open({ kind: 'import', ...chosen });
    return null;
  });

export function ImportButton() {
  const { jobs: t } = useWords().t;
  return (
    <Needing missing={useHostMissing()}>
      <Button icon={<ArrowImport16Regular />} onClick={() => void chooseImport()}>
        {t.importFile}
      </Button>
    </Needing>
  );
}
