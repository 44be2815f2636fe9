import { hubAddresses } from './addresses.ts';

const IPV4 = { family: 'IPv4', internal: false } as const;
const IPV6 = { family: 'IPv6', internal: false } as const;
const LOOPBACK = [
  { address: '127.0.0.1', family: 'IPv4', internal: true },
  { address: '::1', family: 'IPv6', internal: true },
] as const;
const INTERFACES = {
  lo: LOOPBACK,
  wlan0: [
    { address: '192.168.1.20', ...IPV4 },
    { address: 'fd00::20', ...IPV6 },
    { address: 'fe80::1', ...IPV6 },
  ],
  eth0: [{ address: '10.0.0.3', ...IPV4 }],
  gone: undefined,
};
function lines(host: string, address = host): readonly string[] {
  return hubAddresses(host, { address, family: '', port: 8000 }, INTERFACES).lines;
}

describe('hubAddresses', () => {
  it('lists the address for this computer', () => {
    expect(lines('127.0.0.1')).toEqual(['MNIST MLP Visualizer: http://localhost:8000']);
    expect(lines('localhost', '127.0.0.1')).toEqual([
      'MNIST MLP Visualizer: http://localhost:8000',
    ]);
    expect(lines('::1')).toEqual(['MNIST MLP Visualizer: http://[::1]:8000']);
    expect(lines('127.0.1.1')).toEqual(['MNIST MLP Visualizer: http://127.0.1.1:8000']);
  });

  it('lists the addresses for other devices', () => {
    for (const [host, address] of [
      ['0.0.0.0', '0.0.0.0'],
      ['0', '0.0.0.0'],
      ['::ffff:0', '::ffff:0.0.0.0'],
    ] as const) {
      expect(lines(host, address)).toEqual([
        'MNIST MLP Visualizer: http://localhost:8000',
        'On other devices: http://192.168.1.20:8000',
        'On other devices: http://10.0.0.3:8000',
      ]);
    }
  });

  it('puts brackets around IPv6, and leaves out what no browser opens', () => {
    expect(lines('::')).toEqual([
      'MNIST MLP Visualizer: http://localhost:8000',
      'On other devices: http://192.168.1.20:8000',
      'On other devices: http://10.0.0.3:8000',
      'On other devices: http://[fd00::20]:8000',
    ]);
  });

  it('puts first what tablets most likely reach, and last what belongs to programs of this computer', () => {
    const interfaces = {
      docker0: [{ address: '172.17.0.1', ...IPV4 }],
      tailscale0: [{ address: '100.101.1.2', ...IPV4 }],
      eth1: [{ address: '169.254.3.4', ...IPV4 }],
      eth0: [{ address: '141.20.5.6', ...IPV4 }],
      wlan0: [{ address: '172.31.0.9', ...IPV4 }],
    };
    const bound = { address: '0.0.0.0', family: 'IPv4', port: 80 };
    expect(hubAddresses('0.0.0.0', bound, interfaces).others).toEqual([
      'http://172.31.0.9:80',
      'http://141.20.5.6:80',
      'http://172.17.0.1:80',
      'http://100.101.1.2:80',
      'http://169.254.3.4:80',
    ]);
  });

  it('has no other devices where only this computer can open it', () => {
    const bound = { address: '127.0.0.1', family: 'IPv4', port: 80 };
    const { others, hosts } = hubAddresses('localhost', bound, INTERFACES);
    expect([others, hosts]).toEqual([[], []]);
  });

  it('lists only the requested address or name', () => {
    expect(lines('192.168.1.20')).toEqual(['MNIST MLP Visualizer: http://192.168.1.20:8000']);
    expect(lines('fd00::20')).toEqual(['MNIST MLP Visualizer: http://[fd00::20]:8000']);
    expect(lines('school', '10.0.0.3')).toEqual(['MNIST MLP Visualizer: http://school:8000']);
  });

  it('says when there is no network', () => {
    const bound = { address: '0.0.0.0', family: 'IPv4', port: 8000 };
    expect(hubAddresses('0.0.0.0', bound, { lo: LOOPBACK }).lines).toEqual([
      'MNIST MLP Visualizer: http://localhost:8000',
      'On other devices: none, as this computer is in no network.',
    ]);
  });
});
