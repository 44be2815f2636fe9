import { AUTHORITY_TITLE, type TrustWords } from './trust-words.ts';

/** The page about trust in German. */
export const TRUST_IN_GERMAN: TrustWords = {
  language: 'de',
  languageName: 'Deutsch',
  title: 'Diesem Server vertrauen',
  why:
    'Ein Browser installiert die App und bewahrt sie für die Nutzung ohne Netz nur über https auf, von einem Server, dessen ' +
    'Zertifikat das Gerät vertraut. Dazu sind auf jedem Gerät einmal zwei Schritte nötig. Zeichnen geht ohne sie, über http.',
  certificate: 'Das Zertifikat: ca.crt',
  compare:
    'Es kann für Adressen in internen Netzen bürgen und für keine Seite des Internets. Vergleiche vorher seine SHA-256 mit der, ' +
    'die der Server dort anzeigt, wo er gestartet wurde:',
  untried:
    'Menüs unterscheiden sich je nach Version, und diese Schritte wurden nicht auf Geräten erprobt. Sage der Technik, was anders ist.',
  guides: [
    {
      id: 'ipados',
      system: 'iPadOS, iOS',
      steps: [
        {
          words:
            'Öffne in Safari ca.crt von diesem Server und wähle Zulassen. Öffne dann die Einstellungen, tippe oben auf Profil geladen und dann auf Installieren.',
          drawing: {
            frame: 'tablet',
            title: 'Einstellungen',
            rows: ['Apple Account', '>Profil geladen', 'WLAN', 'Bluetooth'],
          },
        },
        {
          words:
            'Öffne in den Einstellungen Allgemein, Info und ganz unten Zertifikatsvertrauenseinstellungen. Schalte es ein und wähle Fortfahren.',
          drawing: {
            frame: 'tablet',
            title: 'Zertifikatsvertrauenseinst.',
            rows: ['Volles Vertrauen für', 'Root-Zertifikate:', `>${AUTHORITY_TITLE} [on]`],
          },
        },
      ],
      note: 'Ohne den zweiten Schritt warnt Safari trotzdem.',
    },
    {
      id: 'android',
      system: 'Android',
      steps: [
        {
          words:
            'Öffne in Chrome ca.crt von diesem Server; die Datei liegt danach bei den Downloads.',
          drawing: {
            frame: 'tablet',
            title: 'Chrome',
            rows: ['Datei herunterladen?', 'ca.crt', '>Herunterladen'],
          },
        },
        {
          words:
            'Öffne die Einstellungen und suche nach „CA-Zertifikat“: Sicherheit, Verschlüsselung und Anmeldedaten, Zertifikat installieren, CA-Zertifikat. Wähle Trotzdem installieren und ca.crt.',
          drawing: {
            frame: 'tablet',
            title: 'Zertifikat installieren',
            rows: ['>CA-Zertifikat', 'VPN- und App-Nutzerzertifikat', 'WLAN-Zertifikat'],
          },
        },
      ],
      note: 'Android verlangt vorher eine Displaysperre und sagt danach, dass das Netz vielleicht beobachtet wird. Chrome und Edge richten sich danach, Firefox nicht.',
    },
    {
      id: 'chromeos',
      system: 'ChromeOS',
      steps: [
        {
          words: 'Öffne ca.crt von diesem Server; die Datei liegt danach bei den Downloads.',
          drawing: {
            frame: 'window',
            title: 'Downloads',
            rows: ['>ca.crt', 'ferien.jpg', 'aufsatz.pdf'],
          },
        },
        {
          words:
            'Öffne chrome://certificate-manager, dann die selbst installierten Zertifikate, Vertrauenswürdige Zertifikate, Importieren, und wähle ca.crt. Wenn gefragt wird, erlaube es zur Identifizierung von Websites.',
          drawing: {
            frame: 'window',
            title: 'Vertrauenswürdige Zertifikate',
            rows: ['Von diesem Gerät importiert', '>Importieren', 'Ansehen'],
          },
        },
      ],
      note: 'Auf Geräten, die eine Schule verwaltet, verteilt die Admin-Konsole das Zertifikat an alle.',
    },
    {
      id: 'windows',
      system: 'Windows',
      steps: [
        {
          words:
            'Öffne ca.crt von diesem Server, dann die gespeicherte Datei, und drücke Zertifikat installieren.',
          drawing: {
            frame: 'window',
            title: 'Zertifikat',
            rows: [`Für: ${AUTHORITY_TITLE}`, 'Gültig für zehn Jahre', '>Zertifikat installieren…'],
          },
        },
        {
          words:
            'Wähle „Alle Zertifikate in folgendem Speicher speichern“, Durchsuchen, Vertrauenswürdige Stammzertifizierungsstellen, dann Fertig stellen und Ja.',
          drawing: {
            frame: 'window',
            title: 'Zertifikatspeicher',
            rows: ['Eigene Zertifikate', '>Vertrauenswürdige Stamm…', 'Organisationsvertrauen'],
          },
        },
      ],
      note: 'Edge und Chrome richten sich sofort danach, Firefox nach einem Neustart.',
    },
    {
      id: 'macos',
      system: 'macOS',
      steps: [
        {
          words:
            'Öffne ca.crt von diesem Server, dann die gespeicherte Datei: Die Schlüsselbundverwaltung nimmt sie auf.',
          drawing: {
            frame: 'window',
            title: 'Zertifikate hinzufügen',
            rows: ['„ca.crt“ hinzufügen?', 'Schlüsselbund: Anmeldung', '>Hinzufügen'],
          },
        },
        {
          words:
            'Öffne es in der Liste der Schlüsselbundverwaltung, klappe Vertrauen auf und wähle Immer vertrauen neben „Bei Verwendung dieses Zertifikats“.',
          drawing: {
            frame: 'window',
            title: AUTHORITY_TITLE,
            rows: ['Vertrauen', '>Immer vertrauen', 'Details'],
          },
        },
      ],
      note: 'Safari, Chrome und Edge richten sich danach; Firefox nach einem Neustart.',
    },
  ],
};
