/** A new account, or other names, roles and post for a present one. */

import { type Account, AccountChange, API, NewAccount, Role } from '@jisr/contract';
import { Button, Checkbox, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ProblemNote } from '../../parts/notes.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { useAct } from '../../queries.ts';
import { useSession } from '../../session.tsx';
import { useTexts } from '../../texts.tsx';
import { DialogFrame, focusFault } from '../watchlist/dialog-frame.tsx';
import { faultsOf } from '../watchlist/faults.ts';
import forms from '../watchlist/forms.module.css';

interface AccountFormProps {
  /** Null: a new account. */
  readonly account: Account | null;
  readonly onClose: () => void;
}

interface Draft {
  readonly username: string;
  readonly en: string;
  readonly ar: string;
  readonly roles: readonly Role[];
  readonly post: string;
  readonly password: string;
}
type Field = Exclude<keyof Draft, 'roles'>;
/** What the server asks of a password (problem PASSWORD_WEAK). */
const PASSWORD_MIN = 12;

const draftOf = (account: Account | null): Draft => ({
  username: account?.username ?? '',
  en: account?.name.en ?? '',
  ar: account?.name.ar ?? '',
  roles: account?.roles ?? [],
  post: account?.post ?? '',
  password: '',
});

/** A border officer belongs to a post; nobody else does. */
function check(draft: Draft, account: Account | null) {
  const border = draft.roles.includes('border-officer');
  const common = {
    name: { en: draft.en.trim(), ar: draft.ar.trim() },
    roles: [...draft.roles],
    post: border ? draft.post.trim().toUpperCase() : null,
  };
  const created = NewAccount.safeParse({
    ...common,
    username: draft.username.trim(),
    password: draft.password,
  });
  const changed = AccountChange.safeParse(common);
  const parsed = account === null ? created : changed;
  const faults = new Set(parsed.success ? [] : faultsOf(parsed.error));
  if (common.name.en === '') faults.add('en');
  if (common.name.ar === '') faults.add('ar');
  if (account === null && draft.password.length < PASSWORD_MIN) faults.add('password');
  return {
    faults,
    created: created.success ? created.data : null,
    changed: changed.success ? changed.data : null,
  };
}

function useAccount({ account, onClose }: AccountFormProps) {
  const { t } = useTexts();
  const { tell } = useNotices();
  const [draft, setDraft] = useState<Draft>(() => draftOf(account));
  const [tried, setTried] = useState(false);
  const create = useAct(API.createAccount, [API.listAccounts]);
  const change = useAct(API.changeAccount, [API.listAccounts]);
  const { faults, created, changed } = check(draft, account);
  const done = (key: string) => ({
    onSuccess: () => {
      tell(t(key));
      onClose();
    },
  });
  const send = (own: boolean) => {
    setTried(true);
    if (faults.size > 0) return;
    if (account === null && created !== null)
      create.mutate({ body: created }, done('administration.account.created'));
    if (account === null || changed === null) return;
    const body = own ? { name: changed.name } : changed;
    change.mutate({ params: { id: account.id }, body }, done('administration.account.changed'));
  };
  const wrong = (name: string) =>
    tried && faults.has(name) ? t(`administration.account.wrong.${name}`) : undefined;
  const field = (name: Field) => ({
    label: t(`administration.account.field.${name}`),
    value: draft[name],
    error: wrong(name),
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setDraft((now) => ({ ...now, [name]: value }));
    },
  });
  const setRoles = (roles: readonly string[]) =>
    setDraft((now) => ({ ...now, roles: Role.options.filter((role) => roles.includes(role)) }));
  const error = create.error ?? change.error;
  return { draft, field, wrong, setRoles, send, error, busy: create.isPending || change.isPending };
}

function Roles({ form }: { readonly form: ReturnType<typeof useAccount> }) {
  const { t } = useTexts();
  return (
    <Checkbox.Group
      className={forms.wide ?? ''}
      label={t('administration.account.field.roles')}
      description={t('administration.account.rolesHint')}
      error={form.wrong('roles')}
      value={[...form.draft.roles]}
      onChange={form.setRoles}
    >
      <div className={forms.grid} style={{ paddingBlock: 6 }}>
        {Role.options.map((role) => (
          <Checkbox key={role} value={role} label={t(`words.role.${role}`)} />
        ))}
      </div>
    </Checkbox.Group>
  );
}

interface FieldsProps {
  readonly form: ReturnType<typeof useAccount>;
  readonly account: Account | null;
  readonly own: boolean;
}

function Fields({ form, account, own }: FieldsProps) {
  const { t } = useTexts();
  return (
    <>
      <TextInput {...form.field('ar')} dir="rtl" lang="ar" maxLength={200} data-autofocus />
      <TextInput {...form.field('en')} dir="ltr" lang="en" maxLength={200} />
      {account === null && (
        <>
          <TextInput
            {...form.field('username')}
            description={t('administration.account.usernameHint')}
            dir="ltr"
            maxLength={40}
            autoComplete="off"
          />
          <PasswordInput
            {...form.field('password')}
            description={t('administration.account.passwordHint')}
            dir="ltr"
            maxLength={400}
            autoComplete="new-password"
          />
        </>
      )}
      {!own && <Roles form={form} />}
      {!own && form.draft.roles.includes('border-officer') && (
        <TextInput
          {...form.field('post')}
          description={t('administration.account.postHint')}
          dir="ltr"
          maxLength={3}
        />
      )}
    </>
  );
}

/** In a dialog. One's own roles are changed by someone else. */
export function AccountForm(props: AccountFormProps) {
  const { t } = useTexts();
  const { session } = useSession();
  const form = useAccount(props);
  const { account, onClose } = props;
  const own = account?.id === session.account.id;
  return (
    <DialogFrame
      onClose={onClose}
      size="lg"
      title={t(account === null ? 'administration.account.add' : 'administration.account.edit')}
    >
      <form
        className={forms.grid}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          form.send(own);
          focusFault(event.currentTarget);
        }}
      >
        <Fields form={form} account={account} own={own} />
        {form.error && (
          <div className={forms.wide}>
            <ProblemNote error={form.error} kept={t('administration.kept')} />
          </div>
        )}
        <div className={`${forms.wide} ${forms.acts}`}>
          <Button type="submit" loading={form.busy}>
            {t(account === null ? 'administration.account.create' : 'administration.account.save')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('administration.cancel')}
          </Button>
        </div>
      </form>
    </DialogFrame>
  );
}
