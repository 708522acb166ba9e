// The data folder: which one it is, and that nobody else can get at it.
import { chmodSync, lstatSync, mkdirSync, readdirSync, realpathSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkPrivateFolder, chooseDataFolder, prepareDataFolder } from '../../../main/services/host/host-folder.ts';
import { createPrivateFile, writePrivateFile } from '../../../main/services/host/private-file.ts';
import { socketPlace } from '../../../main/services/host/socket-path.ts';
import { temporaryFolder } from './setting.ts';

const mode = (path: string) => statSync(path).mode & 0o777;
const unavailable = expect.objectContaining({ error: expect.objectContaining({ code: 'store-unavailable' }) });

describe('the choice', () => {
  const standard = '/home/u/.config/cusp';
  it.each([
    ['/option', '/environment', '/option'],
    [null, '/environment', '/environment'],
    [null, '', standard],
    [null, undefined, standard],
  ])('of option %s and environment %s is %s', (option, environment, expected) => {
    expect(chooseDataFolder({ option, environment: { CUSP_LICENSE_HOME: environment }, standard })).toBe(expected);
  });
  it('is absolute', () => {
    expect(chooseDataFolder({ option: 'data', environment: {}, standard })).toBe(join(process.cwd(), 'data'));
  });
});

describe('a data folder', () => {
  it('is made, with what is above it, for this user only', () => {
    const folder = join(temporaryFolder(), 'a', 'b');
    expect(prepareDataFolder(folder)).toBe(realpathSync(folder));
    expect(mode(folder)).toBe(0o700);
  });

  it('that is empty and open to others is closed', () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o777);
    prepareDataFolder(folder);
    expect(mode(folder)).toBe(0o700);
  });

  it('with other files that others can only read is left as it is', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'letter.txt'), '');
    chmodSync(folder, 0o755);
    prepareDataFolder(folder);
    expect(mode(folder)).toBe(0o755);
  });

  it.each([0o775, 0o757, 0o1777])('with other files that others can write to (mode %o) is refused', (open) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'letter.txt'), '');
    chmodSync(folder, open);
    expect(() => prepareDataFolder(folder)).toThrow(unavailable);
  });

  it('that is a file is refused', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    expect(() => prepareDataFolder(file)).toThrow(unavailable);
    expect(() => prepareDataFolder(join(file, 'below'))).toThrow(unavailable);
  });

  it.runIf(process.getuid?.() === 0)('of another user is refused', async () => {
    const { chownSync } = await import('node:fs');
    const folder = temporaryFolder();
    chownSync(folder, 65_534, 65_534);
    expect(() => prepareDataFolder(folder)).toThrow(unavailable);
    expect(() => checkPrivateFolder(folder)).toThrow(unavailable);
  });
});

describe('a folder for the socket', () => {
  it('is refused where others could get in, or where it is only a link', () => {
    const folder = temporaryFolder();
    checkPrivateFolder(folder);
    symlinkSync(folder, join(folder, 'link'));
    mkdirSync(join(folder, 'open'));
    chmodSync(join(folder, 'open'), 0o711);
    for (const path of [join(folder, 'link'), join(folder, 'open'), join(folder, 'none')])
      expect(() => checkPrivateFolder(path), path).toThrow(unavailable);
  });

  const linux = {
    isPrivate: true,
    platform: 'linux',
    environment: { XDG_RUNTIME_DIR: '/run/user/1000' },
    temporary: '/tmp',
  } as const;
  it('is the data folder while its path fits in 103 bytes, else one of the session with a name of its own', () => {
    const fits = `/${'x'.repeat(92)}`;
    expect(socketPlace(fits, linux)).toEqual({ path: `${fits}/host.sock`, folder: fits });
    const deep = `/${'x'.repeat(93)}`;
    const other = `/${'y'.repeat(93)}`;
    expect(socketPlace(deep, linux).path).toMatch(/^\/run\/user\/1000\/cusp-[0-9a-f]{24}\/host\.sock$/);
    expect(socketPlace(deep, linux).path).not.toBe(socketPlace(other, linux).path);
    expect(socketPlace(`/${'ü'.repeat(60)}`, linux).path).toMatch(/^\/run/);
    expect(socketPlace(deep, { ...linux, environment: {} }).path).toMatch(/^\/tmp\/cusp-/);
    expect(socketPlace(deep, { ...linux, environment: {}, temporary: `/${'t'.repeat(99)}` }).path).toMatch(/^\/tmp\/cusp-/);
  });
  it('is one of its own inside a data folder that others can look into', () => {
    expect(socketPlace('/data', { ...linux, isPrivate: false })).toEqual({ path: '/data/host/host.sock', folder: '/data/host' });
  });
  it('is a named pipe on Windows, the same for every spelling of the folder', () => {
    const windows = { isPrivate: true, platform: 'win32', environment: {}, temporary: 'C:\\Temp' } as const;
    const place = socketPlace('C:\\Users\\U\\Data', windows);
    expect(place.folder).toBeNull();
    expect(place.path.startsWith('\\\\.\\pipe\\cusp-license-manager-')).toBe(true);
    expect(socketPlace('c:\\users\\u\\data', windows)).toEqual(place);
  });
});

describe('a private file', () => {
  it('is written whole, for this user only, and leaves nothing beside it', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'file');
    writeFileSync(file, 'old', { mode: 0o644 });
    writePrivateFile(file, 'new');
    expect(lstatSync(file).mode & 0o777).toBe(0o600);
    expect(() => writePrivateFile(join(folder, 'none', 'file'), 'x')).toThrow();
    mkdirSync(join(folder, 'taken'));
    expect(() => writePrivateFile(join(folder, 'taken'), 'x')).toThrow();
    expect(readdirSync(folder).sort()).toEqual(['file', 'taken']);
  });
  it('is created only where there is none', () => {
    const file = join(temporaryFolder(), 'file');
    expect(createPrivateFile(file, 'first')).toBe(true);
    expect(createPrivateFile(file, 'second')).toBe(false);
    expect(statSync(file).size).toBe(5);
  });
});
