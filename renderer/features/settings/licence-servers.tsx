// Licence servers: for each what is trusted besides the public authorities, with fingerprint and dates; added and removed here.
import { Button } from '@fluentui/react-components';
import { Add16Regular } from '@fluentui/react-icons';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { TrustedCertificate, TrustKind } from '../../../shared/model/trusted-certificate.ts';
import { ask } from '../../api/client.ts';
import { Refusal } from '../../components/refusal.tsx';
import { Mark, State } from '../../components/state-mark.tsx';
import { useTask } from '../../components/use-task.ts';
import { useNow } from '../../state/clock.ts';
import { useFleet } from '../../state/fleet-store.ts';
import { useWords } from '../../text/words.ts';
import { AddCertificate } from './add-certificate.tsx';
import { RemoveCertificate } from './remove-certificate.tsx';
import { type Server, serversOf } from './servers.ts';

type Opened = { server: Server } & ({ adds: TrustKind } | { removes: TrustedCertificate });
type Said = { origin: string; text: string };
const list = () => ask('trust.list', {});

export function LicenceServers() {
  const { t } = useWords();
  const rows = useFleet((state) => state.rows);
  const [certificates, setCertificates] = useState<TrustedCertificate[] | null>(null);
  const [opened, setOpened] = useState<Opened | null>(null);
  const [said, setSaid] = useState<Said | null>(null);
  const { run, error } = useTask(list);
  const load = useCallback(async () => {
    const done = await run();
    if (done !== null) setCertificates(done.value);
  }, [run]);
  useEffect(() => void load(), [load]);
  const servers = useMemo(() => (certificates === null ? null : serversOf(rows.values(), certificates)), [rows, certificates]);

  const changed = (origin: string, done: Output<'trust.add'> | null) => {
    setOpened(null);
    setSaid(done === null ? null : { origin, text: t.servers.added(done.added.length, done.retried) });
    void load();
  };
  return (
    <>
      <Refusal error={error} />
      {servers?.length === 0 ? (
        <div className="row top nomatch">
          <Mark tone="idle" size={20} />
          <div>
            <p className="strong">{t.servers.none}</p>
            <p className="muted">{t.servers.noneWhat}</p>
          </div>
        </div>
      ) : null}
      {servers?.map((server) => (
        <section key={server.origin} aria-label={server.origin}>
          <h2>
            <span className="mono">{server.origin}</span>{' '}
            <span className="small muted">{t.servers.instances(server.instances)}</span>
          </h2>
          <p className="small muted" role="status">
            {said?.origin === server.origin ? said.text : ''}
          </p>
          {server.secure ? <Trusted kind="tls" server={server} onOpen={setOpened} /> : null}
          <Trusted kind="signer" server={server} onOpen={setOpened} />
        </section>
      ))}
      {opened === null ? null : 'adds' in opened ? (
        <AddCertificate
          server={opened.server}
          kind={opened.adds}
          onClose={() => setOpened(null)}
          onAdded={(done) => changed(opened.server.origin, done)}
        />
      ) : (
        <RemoveCertificate
          server={opened.server}
          certificate={opened.removes}
          onClose={() => setOpened(null)}
          onRemoved={() => changed(opened.server.origin, null)}
        />
      )}
    </>
  );
}

function Trusted({ kind, server, onOpen }: { kind: TrustKind; server: Server; onOpen: (opened: Opened) => void }) {
  const { servers: t } = useWords().t;
  const words = t.kinds[kind];
  const certificates = server.certificates.filter((one) => one.kind === kind);
  return (
    <>
      <div className="trusthead">
        <h3>{words.title}</h3>
        <Button size="small" icon={<Add16Regular />} onClick={() => onOpen({ server, adds: kind })}>
          {words.add}
        </Button>
      </div>
      {certificates.length === 0 ? <p className="opt small muted">{words.none}</p> : null}
      <ul className="trusted" aria-label={words.title}>
        {certificates.map((certificate) => (
          <li className="opt" key={certificate.id}>
            <Certificate certificate={certificate} />
            <Button aria-label={`${t.remove} ${certificate.name}`} onClick={() => onOpen({ server, removes: certificate })}>
              {t.remove}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

function Certificate({ certificate }: { certificate: TrustedCertificate }) {
  const { t, f } = useWords();
  const now = useNow();
  const { name, subject, issuer, fingerprint256, validFrom, validTo } = certificate;
  const expired = validTo < now;
  const early = validFrom > now;
  const dates = expired
    ? t.servers.expiredOn(f.date(validTo))
    : early
      ? t.servers.begins(f.date(validFrom))
      : t.servers.expires(f.date(validTo));
  return (
    <>
      <div className="cert">
        <p title={`${subject}\n${issuer}`}>{name}</p>
        <p className="small">{dates}</p>
        <p className="small mono">SHA-256 {fingerprint256}</p>
      </div>
      {expired || early ? <State tone="warning" word={expired ? t.servers.expired : t.servers.notYetValid} /> : <span />}
    </>
  );
}
