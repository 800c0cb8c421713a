// YAML that the troubles are made of, in as few words as it can be said.

export function namespace(name: string, labels = ''): string {
  return `apiVersion: v1\nkind: Namespace\nmetadata: { name: ${name}${labels === '' ? '' : `, labels: { ${labels} }`} }`;
}

/** `spec` is written as flow or block YAML below `spec:`. */
export function policy(end: string, spec: string): string {
  const [space, name = ''] = end.split('/');
  return `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: ${name}, namespace: ${space} }\nspec:\n${indent(spec)}`;
}

export function service(end: string, spec: string, annotations = ''): string {
  const [space, name = ''] = end.split('/');
  const noted = annotations === '' ? '' : `, annotations: { ${annotations} }`;
  return `apiVersion: v1\nkind: Service\nmetadata: { name: ${name}, namespace: ${space}${noted} }\nspec:\n${indent(spec)}`;
}

export function removal(target: string): string {
  return `apiVersion: cidr.house/v1\nkind: Removal\ntarget: ${target}`;
}

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}
