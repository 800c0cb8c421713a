// A SCORM 1.2 package as bytes: the manifest, the shim, and the whole game, so that a learning platform serves the challenge itself.
import { strToU8, zipSync } from 'fflate';

const FRAGMENT = /^c=1\.[\w.~-]+$/;
const MOST_FRAGMENT = 8_000;
/** The same bytes for the same package: zip has no time before 1980. */
const TIME = new Date(1980, 0, 1);

/** The part behind `#` of a challenge's link; undefined when it is none. */
export function challengeFragment(link) {
  const fragment = link.includes('#') ? link.slice(link.indexOf('#') + 1) : link;
  return fragment.length <= MOST_FRAGMENT && FRAGMENT.test(fragment) ? fragment : undefined;
}

export function escapeXml(text) {
  const printable = text.replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '');
  return printable.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** IMS content packaging 1.1.2 with the names of ADL SCORM 1.2: one organization, one item, one SCO that lists every file. */
export function manifestOf({ title, files }) {
  const list = files.map((file) => `      <file href="${escapeXml(encodeURI(file))}"/>`).join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="cidr-house" version="1.0"
  xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
  </metadata>
  <organizations default="organization">
    <organization identifier="organization">
      <title>${escapeXml(title)}</title>
      <item identifier="item" identifierref="resource" isvisible="true">
        <title>${escapeXml(title)}</title>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="resource" type="webcontent" adlcp:scormtype="sco" href="sco.html">
${list}
    </resource>
  </resources>
</manifest>
`;
}

/**
 * @param shim bytes of scorm/ by name
 * @param game bytes of the built game by path
 */
export function scormPackage({ title, fragment, shim, game }) {
  const content = new Map([
    ...shim,
    ['launch.json', strToU8(`${JSON.stringify({ fragment, title })}\n`)],
    ...[...game].map(([path, bytes]) => [`game/${path}`, bytes]),
  ]);
  const files = [...content.keys()].sort((a, b) => (a < b ? -1 : 1));
  const all = [['imsmanifest.xml', strToU8(manifestOf({ title, files }))], ...files.map((file) => [file, content.get(file)])];
  return zipSync(Object.fromEntries(all), { mtime: TIME, level: 6 });
}
