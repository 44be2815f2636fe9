import type { Drawing } from './trust-drawing.ts';

/** One of the two steps by which a device comes to trust an authority. */
export interface TrustStep {
  readonly words: string;
  readonly drawing: Drawing;
}

/** How a system is told to trust an authority. None of this was tried on a device. */
export interface TrustGuide {
  /** Part of file names. */
  readonly id: string;
  readonly system: string;
  readonly steps: readonly [TrustStep, TrustStep];
  /** What is to be known beside. */
  readonly note: string;
}

const OURS = 'MNIST MLP Visualizer';

/** One a system, in the order in which schools ask. */
export const TRUST_GUIDES: readonly TrustGuide[] = [
  {
    id: 'ipados',
    system: 'iPadOS, iOS',
    steps: [
      {
        words:
          'In Safari, open ca.crt from this hub and choose Allow. Then open Settings, tap Profile Downloaded near the top, and Install.',
        drawing: {
          frame: 'tablet',
          title: 'Settings',
          rows: ['Apple Account', '>Profile Downloaded', 'Wi-Fi', 'Bluetooth'],
        },
      },
      {
        words:
          'In Settings, open General, About and, at the very end, Certificate Trust Settings. Switch it on, and choose Continue.',
        drawing: {
          frame: 'tablet',
          title: 'Certificate Trust Settings',
          rows: ['Enable full trust for', 'root certificates:', `>${OURS} [on]`],
        },
      },
    ],
    note: 'Without the second step Safari warns all the same.',
  },
  {
    id: 'android',
    system: 'Android',
    steps: [
      {
        words: 'In Chrome, open ca.crt from this hub; it is saved among the downloads.',
        drawing: {
          frame: 'tablet',
          title: 'Chrome',
          rows: ['Download file?', 'ca.crt', '>Download'],
        },
      },
      {
        words:
          'Open Settings and search for “CA certificate”: Security, Encryption and credentials, Install a certificate, CA certificate. Choose Install anyway, and ca.crt.',
        drawing: {
          frame: 'tablet',
          title: 'Install a certificate',
          rows: ['>CA certificate', 'VPN and app user certificate', 'Wi-Fi certificate'],
        },
      },
    ],
    note: 'Android asks for a screen lock first, and says from then on that the network may be watched. Chrome and Edge go by it; Firefox does not.',
  },
  {
    id: 'chromeos',
    system: 'ChromeOS',
    steps: [
      {
        words: 'Open ca.crt from this hub; it is saved among the downloads.',
        drawing: {
          frame: 'window',
          title: 'Downloads',
          rows: ['>ca.crt', 'holiday.jpg', 'essay.pdf'],
        },
      },
      {
        words:
          'Open chrome://certificate-manager, then the certificates that you installed, Trusted certificates, Import, and choose ca.crt. Tick “Trust this certificate for identifying websites” where it asks.',
        drawing: {
          frame: 'window',
          title: 'Trusted certificates',
          rows: ['Imported from this device', '>Import', 'View'],
        },
      },
    ],
    note: 'On devices that a school manages, the admin console hands the certificate out to all of them.',
  },
  {
    id: 'windows',
    system: 'Windows',
    steps: [
      {
        words:
          'Open ca.crt from this hub, then the file that was saved, and press Install Certificate.',
        drawing: {
          frame: 'window',
          title: 'Certificate',
          rows: [`Issued to: ${OURS}`, 'Valid for ten years', '>Install Certificate…'],
        },
      },
      {
        words:
          'Choose “Place all certificates in the following store”, Browse, Trusted Root Certification Authorities, then Finish and Yes.',
        drawing: {
          frame: 'window',
          title: 'Certificate Store',
          rows: ['Personal', '>Trusted Root Certification A…', 'Enterprise Trust'],
        },
      },
    ],
    note: 'Edge and Chrome go by it at once, Firefox after a restart.',
  },
  {
    id: 'macos',
    system: 'macOS',
    steps: [
      {
        words: 'Open ca.crt from this hub, then the file that was saved: Keychain Access adds it.',
        drawing: {
          frame: 'window',
          title: 'Add Certificates',
          rows: ['Add “ca.crt” to a keychain?', 'Keychain: login', '>Add'],
        },
      },
      {
        words:
          'Open it in the list of Keychain Access, unfold Trust, and choose Always Trust beside “When using this certificate”.',
        drawing: {
          frame: 'window',
          title: OURS,
          rows: ['Trust', '>When using this: Always Trust', 'Details'],
        },
      },
    ],
    note: 'Safari, Chrome and Edge go by it; Firefox after a restart.',
  },
];

/** The name of the file with the drawing of a step. */
export function drawingName(guide: TrustGuide, step: number): string {
  return `${guide.id}-${step + 1}.svg`;
}
