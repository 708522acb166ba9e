// Starts a licence-server simulator: its books and certificates are found or made, then its doors open on loopback sockets.
import { resolve } from 'node:path';
import type { Chance, RealTime } from '../agent/ports.ts';
import type { Log } from '../services/log/log.ts';
import { type Authority, makeAuthority, makeSigner, serialFromUuid } from './authority/authority.ts';
import { UNBOUNDED } from './authority/certificate.ts';
import { SigningCertificates } from './authority/signing-certificates.ts';
import { type Book, bookFrom, emptyBook, setPurchased } from './book/book.ts';
import { TokenTexts } from './book/token.ts';
import { Control } from './control.ts';
import { AccessTokens } from './doors/access-tokens.ts';
import { AccountDesk } from './doors/account-desk.ts';
import { AccountDoor } from './doors/account-door.ts';
import { ControlDoor } from './doors/control-door.ts';
import { openDoors } from './doors/doors.ts';
import { ProtocolDoor } from './doors/protocol-door.ts';
import { RequestLog } from './doors/request-log.ts';
import { FaultBoard } from './faults/fault-board.ts';
import { BookChanges } from './files/book-changes.ts';
import { GatheredWriting } from './files/gathered-writing.ts';
import { findKept, keepAuthority, type Places, stateText } from './files/keeping.ts';
import { StateFile } from './files/state-file.ts';
import { PublicKeys } from './protocol/checks.ts';
import { Identities } from './protocol/identities.ts';
import { LicenceServer } from './protocol/licence-server.ts';
import { Mailbox } from './protocol/mailbox.ts';
import { Nonces } from './protocol/nonces.ts';
import { Polls } from './protocol/polls.ts';
import { Sealer } from './protocol/seal.ts';
import { type ClockMode, ServerClock } from './protocol/server-clock.ts';

export const FIRST_ACCOUNT = { account: 'Simulator', virtualAccount: 'Default', purchased: 100 };
/** The token that is printed at the start, always the same one of a state file. */
const PRINTED_TOKEN_ID = 'printed-at-start';

export type SimulatorOptions = {
  /** The data folder; the simulator has `simulator/` in it. */
  folder: string;
  /** Where everything is kept over a restart; none: only the certificate authority is, in the data folder. */
  stateFile?: string | undefined;
  /** 0 or none: any that is free. */
  port?: number | undefined;
  httpsPort?: number | undefined;
  clock: ClockMode;
  /** Epoch ms. */
  now(): number;
  chance: Chance;
  time: RealTime;
  log?: Pick<Log, 'warn'> | undefined;
};

export type RunningSimulator = {
  /** Origins, as `http://127.0.0.1:41234`. */
  readonly http: string;
  readonly https: string;
  /** A registration token with uses without end. */
  readonly token: string;
  readonly signerCaPath: string;
  readonly tlsCaPath: string;
  readonly signerCaPem: string;
  readonly tlsCaPem: string;
  /** The bearer secret of the control, and the client secret of the account API. */
  readonly controlSecret: string;
  readonly control: Control;
  /** Closes all connections and waits until what was changed is kept. */
  dispose(): Promise<void>;
};

/** Rejects with SimulatorError where a kept file cannot be used, and where a port is taken. */
export async function startSimulator(options: SimulatorOptions): Promise<RunningSimulator> {
  const { folder, stateFile, chance, now } = options;
  const warn = (message: string) => options.log?.warn(message);
  const newId = () => chance.uuid();
  const newSecret = () => `${chance.uuid()}${chance.uuid()}`.replaceAll('-', '');
  const newSerial = () => serialFromUuid(chance.uuid());
  const places: Places = { folder, stateFile };
  const found = await findKept(places, () => makeAuthority(newSerial, newSecret()));
  const { authority } = found;

  const book = found.book === null ? firstBook() : bookFrom(found.book);
  const nonces = new Nonces(found.book?.nonces ?? []);
  const clock = new ServerClock(options.clock, now, found.book?.serverTime ?? null);
  const keeper = keeperOf(places, authority, new BookChanges(book, { nonces, serverTime: () => clock.newestSeen }));
  const durable = () => keeper.save();

  const signers = new SigningCertificates(authority, newSerial, () => keeper.authorityChanged());
  const tokens = new TokenTexts(authority.tokenKey, book.tokens.values());
  const faults = new FaultBoard(newId);
  const mailbox = new Mailbox();
  const office = { book, identities: new Identities(authority, newSerial), signers, newIdentifier: newId };
  const log = new RequestLog();
  const means = { keys: new PublicKeys(), clock, nonces };
  const sealer = new Sealer(signers, authority.issuing.certificate, strangerFrom(newSerial, now));
  const polls = new Polls(office, faults, newId);
  const server = new LicenceServer({ office, means, tokens, signers, sealer, faults, polls, mailbox, durable });
  const control = new Control({ book, tokens, faults, log, clock, mailbox, newId, durable });

  addPrintedToken(book, now());
  const token = tokens.learn(PRINTED_TOKEN_ID);
  await signers.current(clock.time());
  await durable();

  const controlSecret = newSecret();
  const doors = await openDoors({
    ports: { http: options.port ?? 0, https: options.httpsPort ?? 0 },
    tls: { key: authority.tlsServer.privateKey, cert: `${authority.tlsServer.certificate}\n${authority.tlsRoot.certificate}\n` },
    doors: [
      new ProtocolDoor({ server, log, now, time: options.time, warn }),
      new ControlDoor(control, controlSecret),
      new AccountDoor(new AccountDesk(control), new AccessTokens(now, newSecret), controlSecret),
    ],
    warn,
  });
  return {
    http: doors.http,
    https: doors.https,
    token,
    signerCaPath: found.signerCaPath,
    tlsCaPath: found.tlsCaPath,
    signerCaPem: authority.root.certificate,
    tlsCaPem: authority.tlsRoot.certificate,
    controlSecret,
    control,
    dispose: async () => {
      await doors.dispose();
      await keeper.idle();
    },
  };
}

/** With a state file everything is kept there; without one the authority alone, in the data folder. */
function keeperOf(places: Places, authority: Authority, changes: BookChanges) {
  let authorityChanged = false;
  const takeAuthority = (): Authority | null => {
    const taken = authorityChanged ? authority : null;
    authorityChanged = false;
    return taken;
  };
  const whole = () => {
    takeAuthority();
    return stateText(authority, changes.whole());
  };
  const { stateFile } = places;
  const state =
    stateFile === undefined ? null : new StateFile(resolve(stateFile), { whole, since: () => changes.since(takeAuthority()) });
  const writing = new GatheredWriting(async () => {
    if (state !== null) await state.write();
    else if (takeAuthority() !== null) await keepAuthority(places, authority);
  });
  return {
    save: () => writing.save(),
    idle: () => writing.idle(),
    authorityChanged: () => {
      authorityChanged = true;
    },
  };
}

function firstBook(): Book {
  const book = emptyBook();
  setPurchased(book, FIRST_ACCOUNT.account, FIRST_ACCOUNT.virtualAccount, FIRST_ACCOUNT.purchased);
  return book;
}

/** No use and no year makes it end: an accelerated clock gets through any. */
function addPrintedToken(book: Book, createdAt: number): void {
  if (book.tokens.has(PRINTED_TOKEN_ID)) return;
  const { account, virtualAccount } = FIRST_ACCOUNT;
  book.tokens.set(PRINTED_TOKEN_ID, {
    id: PRINTED_TOKEN_ID,
    account,
    virtualAccount,
    description: 'Printed at the start',
    createdAt,
    expiresAt: UNBOUNDED.to,
    usesLeft: null,
    exportControlled: true,
  });
}

/** Certificates that nobody trusts, made when the fault first asks for them. */
function strangerFrom(newSerial: () => string, now: () => number) {
  let made: Promise<Awaited<ReturnType<typeof makeStranger>>> | null = null;
  const makeStranger = async () => {
    const authority = await makeAuthority(newSerial, newSerial());
    const signer = await makeSigner(authority, newSerial(), now());
    return {
      signer,
      signers: new SigningCertificates(authority, newSerial, () => undefined),
      issuing: authority.issuing.certificate,
    };
  };
  return () => {
    made ??= makeStranger();
    return made;
  };
}
