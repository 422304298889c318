/** Why, or why not: what the engine says of a name against the lists, or of two names compared with each other. */
import { Tabs } from '@mantine/core';
import { Page } from '../../parts/page.tsx';
import { useQueryMember } from '../../routing.tsx';
import { useTexts } from '../../texts.tsx';
import { AgainstLists } from './against-lists.tsx';
import { TwoNames } from './two-names.tsx';

const MODES = { lists: AgainstLists, names: TwoNames } as const;

/** The mode stands in the address; what is typed does not: it is about a person. */
export function TestNameScreen() {
  const { t } = useTexts();
  const [mode, setMode] = useQueryMember('mode', 'lists');
  return (
    <Page title={t('test-name.title')} sub={t(mode === 'names' ? 'test-name.two.what' : 'test-name.what')}>
      <Tabs value={mode} onChange={(value) => setMode(value ?? 'lists')} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="lists">{t('test-name.mode.lists')}</Tabs.Tab>
          <Tabs.Tab value="names">{t('test-name.mode.names')}</Tabs.Tab>
        </Tabs.List>
        {Object.entries(MODES).map(([value, Mode]) => (
          <Tabs.Panel key={value} value={value}>
            <Mode />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  );
}
