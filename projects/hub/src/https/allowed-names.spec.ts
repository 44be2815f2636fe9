import { isAllowed, isHostName, LOCAL_DOMAINS } from './allowed-names.ts';

describe('isAllowed', () => {
  for (const name of [
    ...['10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.255', '192.168.178.20'],
    ...['169.254.1.1', '127.0.0.1', '::1', 'fd00::20', 'fc00::1', 'fe80::1'],
    ...['school.local', 'local', 'a.b.local', 'hub.home.arpa', 'localhost', 'mnist.school.example'],
  ]) {
    it(`allows ${name}`, () => {
      expect(isAllowed(name, [...LOCAL_DOMAINS, 'school.example'])).toBeTrue();
    });
  }

  for (const name of [
    ...['8.8.8.8', '9.255.255.255', '11.0.0.0', '172.15.255.255', '172.32.0.0', '192.167.0.1'],
    ...['192.169.0.1', '100.64.0.1', '::', '::2', '2001:db8::1', 'fe00::1', '::ffff:8.8.8.8'],
    ...['example.com', 'notlocal', 'local.example.com', 'arpa', 'xschool.example', ''],
  ]) {
    it(`does not allow ${name}`, () => {
      expect(isAllowed(name, [...LOCAL_DOMAINS, 'school.example'])).toBeFalse();
    });
  }
});

describe('isHostName', () => {
  for (const [text, is] of [
    ['mnist', true],
    ['a-1.school.example', true],
    ['x'.repeat(63), true],
    ['x'.repeat(64), false],
    [`${'x.'.repeat(127)}xx`, false],
    ['-a', false],
    ['a-', false],
    ['a..b', false],
    ['a_b', false],
    ['*.local', false],
    ['10.0.0.1', false],
    ['::1', false],
    ['größe', false],
    ['a\n', false],
    ['', false],
  ] as const) {
    it(`says ${String(is)} to ${JSON.stringify(text.slice(0, 20))}`, () => {
      expect(isHostName(text)).toBe(is);
    });
  }
});
