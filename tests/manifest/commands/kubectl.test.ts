// kubectl as typed: each verb gives what the API server would hold afterwards, or its sentence. Section I-3, I-5.
import { describe, expect, it } from 'vitest';
import { object, SHOP, type } from './typing.ts';

describe('objects that are there', () => {
  it('label sets, changes with --overwrite, and takes away', () => {
    expect(object('kubectl label pod web -n shop tier=front', 'Pod/shop/web')).toMatchObject({
      metadata: { labels: { app: 'web', tier: 'front' } },
    });
    expect(type('kubectl label pod web -n shop app=other')).toBe(
      "error: 'app' already has a value (web), and --overwrite is false",
    );
    expect(object('kubectl label po/web -n=shop app=other --overwrite', 'Pod/shop/web')).toMatchObject({
      metadata: { labels: { app: 'other' } },
    });
    expect(object('kubectl -n shop label pod web app-', 'Pod/shop/web')).not.toHaveProperty('metadata.labels');
    expect(object('kubectl label pod web app- -n shop', 'Pod/shop/web')).not.toHaveProperty('metadata.labels');
    expect(object('kubectl label svc,pod web a=b -n shop', 'Pod/shop/web')).toBe(
      'error: the server doesn\'t have a resource type "svc,pod"',
    );
  });

  it('label with keys that hold a slash, by selector and for all', () => {
    expect(object('kubectl label deploy/api -n shop example.com/team=shop', 'Deployment/shop/api')).toMatchObject({
      metadata: { labels: { 'example.com/team': 'shop' } },
    });
    expect(object('kubectl label pods -n shop -l "app in (web,api)" x=y', 'Pod/shop/web')).toMatchObject({
      metadata: { labels: { x: 'y' } },
    });
    expect(object('kubectl label pods -n shop -l app!=web x=y', 'Pod/shop/web')).not.toHaveProperty('metadata.labels.x');
    expect(object('kubectl label pods -n shop --all x=y', 'Pod/shop/web')).toMatchObject({ metadata: { labels: { x: 'y' } } });
    expect(type('kubectl label pods -n shop x=y')).toBe('error: resource(s) were provided, but no name was specified');
  });

  it('annotate makes a load balancer internal', () => {
    expect(
      object('kubectl annotate svc web -n shop service.beta.kubernetes.io/azure-load-balancer-internal=true', 'Service/shop/web'),
    ).toMatchObject({
      metadata: { annotations: { 'service.beta.kubernetes.io/azure-load-balancer-internal': 'true' } },
    });
  });

  it('the strict reader judges what comes out', () => {
    expect(type('kubectl label pod web -n shop "bad key=1"')).toMatch(
      /^The Pod "web" is invalid: metadata\.labels: Invalid value/,
    );
  });

  it('delete takes one, many, by selector, and a namespace with all that stands in it', () => {
    expect(object('kubectl delete pod web -n shop', 'Pod/shop/web')).toBeUndefined();
    expect(object('kubectl delete pod/web svc/web -n shop', 'Service/shop/web')).toBeUndefined();
    expect(object('kubectl delete pods -l app=web -n shop', 'Pod/shop/web')).toBeUndefined();
    expect(object('kubectl delete ns shop', 'Deployment/shop/api')).toBeUndefined();
    expect(type('kubectl delete pod nobody -n shop')).toBe('Error from server (NotFound): pods "nobody" not found');
    expect(type('kubectl delete pod nobody -n shop --ignore-not-found')).toEqual(SHOP);
    expect(type('kubectl delete pod api-0 -n shop')).toBe(
      'Pod api-0 is made by deployment/api: change that instead, or the pod is back at once.',
    );
  });

  it('scale, set image, set selector', () => {
    expect(object('kubectl scale deploy api --replicas=5 -n shop', 'Deployment/shop/api')).toMatchObject({
      spec: { replicas: 5 },
    });
    expect(type('kubectl scale pod web --replicas=5 -n shop')).toMatch(/^error: cannot scale pod\/web/);
    expect(type('kubectl scale deploy api --current-replicas=3 --replicas=5 -n shop')).toBe(
      'error: Expected replicas to be 3, was 2',
    );
    expect(object('kubectl set image deploy/api main=api:2 -n shop', 'Deployment/shop/api')).toMatchObject({
      spec: { template: { spec: { containers: [{ image: 'api:2' }] } } },
    });
    expect(type('kubectl set image deploy/api sidecar=api:2 -n shop')).toBe('error: unable to find container named "sidecar"');
    expect(object('kubectl set selector svc web app=api -n shop', 'Service/shop/web')).toMatchObject({
      spec: { selector: { app: 'api' } },
    });
  });
});

describe('patches', () => {
  const service = (patch: string): unknown => object(`kubectl patch svc web -n shop ${patch}`, 'Service/shop/web');

  it('merge replaces lists and null takes away', () => {
    expect(service(`--type merge -p '{"spec":{"type":"LoadBalancer","ports":[{"port":81,"name":"x"}]}}'`)).toMatchObject({
      spec: { type: 'LoadBalancer', ports: [{ port: 81 }] },
    });
    expect(service(`--type=merge -p '{"metadata":{"labels":null}}'`)).not.toHaveProperty('metadata.labels');
  });

  it('strategic merges ports by number and containers by name, and heeds $patch', () => {
    expect(service(`-p '{"spec":{"ports":[{"port":443,"name":"https"}]}}'`)).toMatchObject({
      spec: { ports: [{ port: 80 }, { port: 443 }] },
    });
    expect(service(`-p '{"spec":{"ports":[{"port":80,"targetPort":9090}]}}'`)).toMatchObject({
      spec: { ports: [{ port: 80, targetPort: 9090, name: 'http' }] },
    });
    expect(service(`-p '{"spec":{"ports":[{"port":443,"name":"x"},{"port":80,"$patch":"delete"}]}}'`)).toMatchObject({
      spec: { ports: [{ port: 443 }] },
    });
    expect(service(`-p '{"spec":{"selector":{"$patch":"replace","role":"front"}}}'`)).toMatchObject({
      spec: { selector: { role: 'front' } },
    });
    const patch = `{"spec":{"template":{"spec":{"containers":[{"name":"main","image":"api:9"}]}}}}`;
    expect(object(`kubectl patch deploy api -n shop -p '${patch}'`, 'Deployment/shop/api')).toMatchObject({
      spec: { template: { spec: { containers: [{ image: 'api:9', ports: [{ containerPort: 80 }, { containerPort: 443 }] }] } } },
    });
  });

  it('YAML is a patch too', () => {
    expect(service(`-p 'spec: { sessionAffinity: ClientIP }'`)).toMatchObject({ spec: { sessionAffinity: 'ClientIP' } });
  });

  it.each([
    [
      'add',
      '[{"op":"add","path":"/spec/ports/-","value":{"port":443,"name":"s"}}]',
      { spec: { ports: [{ port: 80 }, { port: 443 }] } },
    ],
    [
      'insert',
      '[{"op":"add","path":"/spec/ports/0","value":{"port":443,"name":"s"}}]',
      { spec: { ports: [{ port: 443 }, { port: 80 }] } },
    ],
    ['replace', '[{"op":"replace","path":"/spec/selector/app","value":"api"}]', { spec: { selector: { app: 'api' } } }],
    [
      'test, then add',
      '[{"op":"test","path":"/spec/selector/app","value":"web"},{"op":"add","path":"/metadata/labels/a~1b","value":"c"}]',
      { metadata: { labels: { 'a/b': 'c' } } },
    ],
    [
      'copy',
      '[{"op":"copy","from":"/metadata/labels/app","path":"/metadata/labels/was"}]',
      { metadata: { labels: { app: 'web', was: 'web' } } },
    ],
    [
      'move',
      '[{"op":"move","from":"/metadata/labels/app","path":"/metadata/labels/was"}]',
      { metadata: { labels: { was: 'web' } } },
    ],
  ])('JSON patch: %s', (_title, patch, expected) => {
    expect(service(`--type json -p '${patch}'`)).toMatchObject(expected);
  });

  it.each([
    ['[{"op":"remove","path":"/spec/nothing"}]', 'error: the path /spec/nothing does not exist'],
    ['[{"op":"test","path":"/spec/selector/app","value":"x"}]', 'error: testing path /spec/selector/app failed'],
    ['[{"op":"add","path":"/spec/ports/9","value":{}}]', 'error: the path part "9" does not exist'],
    ['[{"op":"fly","path":"/spec"}]', 'error: unknown operation "fly"'],
    [
      '[{"op":"replace","path":"/metadata/name","value":"x"}]',
      'error: the name, the namespace and the kind of an object may not be patched',
    ],
    ['{"a":1}', 'error: a JSON patch is a list of operations'],
    ['[', 'The text of --patch is neither JSON nor YAML.'],
  ])('JSON patch refused: %s', (patch, expected) => {
    expect(service(`--type json -p '${patch}'`)).toBe(expected);
  });

  it('VAL62 what may not change is refused in the server’s words', () => {
    expect(
      object(
        `kubectl patch deploy api -n shop --type merge -p '{"spec":{"selector":{"matchLabels":{"app":"x"}}}}'`,
        'Deployment/shop/api',
      ),
    ).toMatch(/is invalid/);
  });
});

describe('new objects', () => {
  it('create deployment, namespace, services of each type', () => {
    expect(
      object(
        'kubectl create deployment front --image=reg.example/team/front:1 --replicas 3 --port 8080',
        'Deployment/default/front',
      ),
    ).toMatchObject({
      spec: {
        replicas: 3,
        template: {
          spec: { containers: [{ name: 'front', image: 'reg.example/team/front:1', ports: [{ containerPort: 8080 }] }] },
        },
      },
    });
    expect(object('kubectl create namespace team', 'Namespace//team')).toMatchObject({ kind: 'Namespace' });
    const made = (words: string): unknown => object(`kubectl create service ${words}`, 'Service/default/s');
    expect(made('clusterip s --tcp=80:8080')).toMatchObject({
      spec: { type: 'ClusterIP', selector: { app: 's' }, ports: [{ port: 80, targetPort: 8080, name: '80-8080' }] },
    });
    expect(made('clusterip s --clusterip=None')).toMatchObject({ spec: { clusterIP: 'None', ports: [] } });
    expect(made('nodeport s --tcp=80 --node-port=30080')).toMatchObject({
      spec: { type: 'NodePort', ports: [{ nodePort: 30_080 }] },
    });
    expect(made('loadbalancer s --tcp=80,81')).toMatchObject({
      spec: { type: 'LoadBalancer', ports: [{ port: 80 }, { port: 81 }] },
    });
    expect(made('externalname s --external-name db.example')).toMatchObject({
      spec: { type: 'ExternalName', externalName: 'db.example' },
    });
    expect(made('nodeport s --tcp=80 --node-port=22')).toMatch(/provided port is not in the valid range/);
    expect(made('clusterip s')).toBe('error: at least one tcp port specifier must be provided');
    expect(type('kubectl create service clusterip web --tcp=80 -n shop')).toBe(
      'Error from server (AlreadyExists): services "web" already exists',
    );
  });

  it('create ingress with hosts, prefixes, TLS and a default', () => {
    const ingress = object(
      'kubectl create ingress i -n shop --class=nginx --rule="a.example/x*=web:80,tls=cert" --rule="a.example/=web:http" --default-backend=web:80',
      'Ingress/shop/i',
    );
    expect(ingress).toMatchObject({
      spec: {
        ingressClassName: 'nginx',
        tls: [{ hosts: ['a.example'], secretName: 'cert' }],
        rules: [
          {
            host: 'a.example',
            http: {
              paths: [
                { path: '/x', pathType: 'Prefix' },
                { path: '/', pathType: 'Exact' },
              ],
            },
          },
        ],
      },
    });
  });

  it('expose asks the containers for their ports', () => {
    expect(object('kubectl expose deployment api -n shop', 'Service/shop/api')).toMatchObject({
      spec: {
        selector: { app: 'api' },
        ports: [
          { name: 'port-1', port: 80 },
          { name: 'port-2', port: 443 },
        ],
      },
    });
    expect(
      object(
        'kubectl expose pod web -n shop --name=front --port=80 --target-port=8080 --type=LoadBalancer',
        'Service/shop/front',
      ),
    ).toMatchObject({ spec: { type: 'LoadBalancer', ports: [{ port: 80, targetPort: 8080 }] } });
    expect(
      object(
        `kubectl expose deployment api -n shop --name=local --port=80 --type=LoadBalancer --overrides='{"spec":{"externalTrafficPolicy":"Local"}}'`,
        'Service/shop/local',
      ),
    ).toMatchObject({ spec: { externalTrafficPolicy: 'Local' } });
    expect(type('kubectl expose ns shop --port 80')).toBe('error: cannot expose a Namespace');
  });

  it('run makes a pod; what follows the dashes is the program’s', () => {
    expect(
      object(
        'kubectl run server -n demo --image=registry.k8s.io/e2e-test-images/agnhost:2.33 --labels=app=server --port=80 --command -- /agnhost serve-hostname --tcp --http=false --port "80"',
        'Pod/demo/server',
      ),
    ).toMatchObject({
      metadata: { labels: { app: 'server' } },
      spec: { containers: [{ ports: [{ containerPort: 80 }] }] },
    });
  });

  it('apply reads a here-document or a file, create refuses what is there, delete -f takes it away', () => {
    const text = 'apiVersion: v1\nkind: Service\nmetadata: { name: db }\nspec: { ports: [{ port: 5432 }] }\n';
    expect(object(`kubectl apply -n data -f - <<'END'\n${text}END`, 'Service/data/db')).toMatchObject({
      spec: { ports: [{ port: 5432 }] },
    });
    expect(object('kubectl apply -f db.yaml', 'Service/default/db', { 'db.yaml': text })).toMatchObject({ kind: 'Service' });
    expect(type('kubectl create -f db.yaml; kubectl create -f db.yaml', SHOP, { 'db.yaml': text })).toMatch(/AlreadyExists/);
    expect(type('kubectl apply -f db.yaml; kubectl delete -f db.yaml', SHOP, { 'db.yaml': text })).toEqual(SHOP);
    expect(type('kubectl apply -f nowhere.yaml')).toBe('error: the path "nowhere.yaml" does not exist');
    expect(type('kubectl apply -f -')).toBe('-f - reads what comes in, and nothing does: give the manifests as a here-document.');
  });
});

describe('one clear sentence', () => {
  it.each([
    ['kubectl', 'kubectl what? A verb is missing.'],
    ['kubectl lable pod web a=b', 'There is no command kubectl lable; did you mean kubectl label?'],
    ['kubectl get pods', 'kubectl get looks and changes nothing: trace, capture and check answer here instead.'],
    ['kubectl rollout restart deploy/api', 'kubectl rollout is not simulated.'],
    ['kubectl delete pod web --nmaespace shop', 'kubectl delete has no flag --nmaespace; did you mean --namespace?'],
    ['kubectl delete pod web -n', '-n needs a value.'],
    ['kubectl delete pod web -n "Big Shop"', 'error: invalid namespace "Big Shop"'],
    ['kubectl delete thing x', 'error: the server doesn\'t have a resource type "thing"'],
    ['kubectl apply -f x.yaml --dry-run=client', 'kubectl apply with --dry-run changes nothing.'],
    ['kubectl delete pod $POD', 'The variable POD has not been set.'],
    ['kubectl get pods | grep web', 'A shell’s | is not simulated: write one command a line.'],
    ['kubectl delete pod "web', 'A quotation mark or bracket is opened and never closed.'],
    ['kubectl apply -f - <<END\na', 'The here-document never comes to its last line, END.'],
    ['helm install x', 'helm is not simulated.'],
    ['rm -rf /', 'There is no command rm here: type kubectl … or az ….'],
  ])('%s', (text, expected) => {
    expect(type(text)).toBe(expected);
  });

  it('nothing runs behind a refusal, and the line is told', () => {
    const after = type('kubectl label pod web -n shop a=b\nkubectl fly\nkubectl delete ns shop');
    expect(after).toMatch(/kubectl fly/);
  });

  it('variables, comments, continuations and quotes are a shell’s', () => {
    const text = `#!/bin/sh\nset -e\nNS=shop # where\nkubectl label \\\n  pod "web" -n "$NS" note='it''s' && kubectl label pod web -n \${NS} b="c"`;
    expect(object(text, 'Pod/shop/web')).toMatchObject({ metadata: { labels: { note: 'its', b: 'c' } } });
  });
});
