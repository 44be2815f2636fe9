import { AUTHORITY_TITLE, type TrustWords } from './trust-words.ts';

/** The page about trust in English. */
export const TRUST_IN_ENGLISH: TrustWords = {
  language: 'en',
  languageName: 'English',
  title: 'Trust this server',
  why:
    'A browser installs the app, and keeps it for use without a network, only over https, from a server whose certificate the ' +
    'device trusts. That takes two steps, once on each device. Drawing works without them, over http.',
  certificate: 'The certificate: ca.crt',
  compare:
    'It can vouch for addresses inside networks, and for no site of the internet. Before you trust it, compare its SHA-256 ' +
    'with the one that the server shows where it was started:',
  untried:
    'Menus differ from version to version, and these steps were not tried on devices. Tell the technician what is different.',
  guides: [
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
            rows: ['Enable full trust for', 'root certificates:', `>${AUTHORITY_TITLE} [on]`],
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
            rows: [`Issued to: ${AUTHORITY_TITLE}`, 'Valid for ten years', '>Install Certificate…'],
          },
        },
        {
          words:
            'Choose “Place all certificates in the following store”, Browse, Trusted Root Certification Authorities, then Finish and Yes.',
          drawing: {
            frame: 'window',
            title: 'Certificate Store',
            rows: ['Personal', '>Trusted Root Certificat…', 'Enterprise Trust'],
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
          words:
            'Open ca.crt from this hub, then the file that was saved: Keychain Access adds it.',
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
            title: AUTHORITY_TITLE,
            rows: ['Trust', '>Always Trust', 'Details'],
          },
        },
      ],
      note: 'Safari, Chrome and Edge go by it; Firefox after a restart.',
    },
  ],
};
