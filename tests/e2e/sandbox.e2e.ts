// The sandbox: real manifests become a building with an honest report; broken ones get one sentence with line and field, and nothing moves.
import { strToU8, zipSync } from 'fflate';
import { expect, test } from './fixture.ts';

const WORLD = `apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Namespace
  metadata: {name: shop, uid: 1b2c, creationTimestamp: "2026-01-01T00:00:00Z"}
  status: {phase: Active}
- apiVersion: apps/v1
  kind: Deployment
  metadata:
    name: web
    namespace: shop
    managedFields: [{manager: kubectl}]
  spec:
    replicas: 3
    selector: {matchLabels: {app: web}}
    template:
      metadata: {labels: {app: web}}
      spec:
        containers:
        - name: web
          image: nginx
          resources: {limits: {cpu: 100m}}
          ports: [{containerPort: 8080, protocol: TCP}]
  status: {readyReplicas: 3}
- apiVersion: v1
  kind: Service
  metadata: {name: web, namespace: shop}
  spec:
    selector: {app: web}
    ports: [{port: 80, targetPort: 8080, protocol: TCP}]
`;

const BROKEN: readonly (readonly [string, string, RegExp])[] = [
  ['invalid YAML', 'a: b: c\n', /^Line 1, column \d+: .+/],
  [
    'an unknown kind',
    'apiVersion: networking.k8s.io/v1\nkind: NetworkPolcy\nmetadata: {name: a}\n',
    /Line 2.*did you mean "NetworkPolicy"/,
  ],
  [
    'a policy with endPort below port',
    'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: a, namespace: shop}\nspec:\n  podSelector: {}\n  ingress:\n  - ports:\n    - port: 80\n      endPort: 70\n',
    /Line 9.*spec\.ingress\[0\]\.ports\[0\]\.endPort: Invalid value: 70: must be greater than or equal to `port`/,
  ],
  [
    'a NodePort out of range',
    'apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\nspec:\n  type: NodePort\n  selector: {app: web}\n  ports:\n  - port: 80\n    nodePort: 22\n',
    /Line 9.*spec\.ports\[0\]\.nodePort: Invalid value: 22: provided port is not in the valid range/,
  ],
  [
    'a reserved pod CIDR',
    'apiVersion: cidr.house/v1\nkind: Network\nmetadata: {name: n}\nvirtualNetworks:\n- name: v\n  addressSpace: [10.0.0.0/16]\n  subnets: [{name: s, addressPrefix: 10.0.0.0/24}]\nmanagedClusters:\n- name: aks\n  networkProfile:\n    networkPlugin: azure\n    networkPluginMode: overlay\n    podCidr: 172.31.0.0/16\n    serviceCidr: 10.100.0.0/16\n    dnsServiceIP: 10.100.0.10\n  agentPoolProfiles: [{name: system, count: 2, vnetSubnet: s}]\n',
    /Line 13.*172\.31\.0\.0\/16/,
  ],
  ['a thousand nested levels', `a: ${'['.repeat(1000)}\n`, /Line 1.*64 levels/],
];

test('pasted manifests become a building, and the report says what was honoured and ignored', async ({ page }) => {
  await page.goto('sandbox/');
  await page.getByRole('textbox', { name: /^Paste or drop YAML/ }).fill(WORLD);
  await page.getByRole('button', { name: 'Build from this' }).click();
  await expect(page.getByText(/\d+ honoured · \d+ ignored/)).toBeVisible();
  await page.getByRole('tab', { name: 'Objects' }).click();
  await expect(page.getByRole('treeitem', { name: /shop\/web-2/ })).toBeVisible();
  await page.getByRole('tab', { name: 'Checks' }).click();
  await expect(page.getByRole('tabpanel', { name: 'Checks' })).toContainText('resources');

  for (const [name, text, sentence] of BROKEN) {
    await test.step(name, async () => {
      const revision = await page.locator('[data-revision]').getAttribute('data-revision');
      await page.getByRole('textbox', { name: /^Paste or drop YAML/ }).fill(text);
      await page.getByRole('button', { name: 'Add to the building' }).click();
      const alert = page.getByRole('complementary', { name: 'Traffic goals' }).getByRole('alert').getByRole('listitem');
      await expect(alert.first()).toHaveText(sentence);
      await expect(page.locator('[data-revision]')).toHaveAttribute('data-revision', revision ?? '');
      await expect(page.getByRole('textbox', { name: /^Paste or drop YAML/ })).toHaveValue(text);
    });
  }
});

test('a file of 5 MB is refused with its size, and the page stays', async ({ page }) => {
  await page.goto('sandbox/');
  await page
    .getByLabel('Or choose files')
    .setInputFiles({ name: 'huge.yaml', mimeType: 'text/yaml', buffer: Buffer.alloc(5 * 1024 * 1024, 'a') });
  await expect(page.getByRole('alert')).toHaveText('huge.yaml has 5 MB; a file may have 4 MB.');
});

test('a file that is dropped is read, and markup in names stays text', async ({ page }) => {
  await page.goto('sandbox/');
  await page.getByLabel('Or choose files').setInputFiles({
    name: 'x.yaml',
    mimeType: 'text/yaml',
    buffer: Buffer.from(
      'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  namespace: "<img src=x onerror=alert(1)>"\nspec: {containers: [{name: c}]}\n',
    ),
  });
  await page.getByRole('button', { name: 'Build from this' }).click();
  await expect(page.getByRole('alert').first()).toContainText('<img src=x onerror=alert(1)>');
  expect(await page.locator('img[src="x"]').count()).toBe(0);
});

test('a zip of manifests is read file by file, each with its name', async ({ page }) => {
  await page.goto('sandbox/');
  const manifest = (name: string): Uint8Array =>
    strToU8(`apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: shop}\nspec: {containers: [{name: c, image: i}]}\n`);
  const zip = zipSync({ 'k8s/a.yaml': manifest('first'), 'k8s/deep/b.yml': manifest('second'), 'readme.md': strToU8('no') });
  await page
    .getByLabel('Or choose files')
    .setInputFiles({ name: 'all.zip', mimeType: 'application/zip', buffer: Buffer.from(zip) });
  await expect(page.getByLabel(/^Paste/)).toHaveValue(/# k8s\/a\.yaml[\s\S]*---\n# k8s\/deep\/b\.yml/);
  await page
    .getByLabel('Or choose files')
    .setInputFiles({ name: 'broken.zip', mimeType: 'application/zip', buffer: Buffer.from(zip.slice(0, 60)) });
  await expect(page.getByRole('alert')).toContainText('broken.zip is not a zip');
  await expect(page.getByLabel(/^Paste/)).toHaveValue(/first/);
});
