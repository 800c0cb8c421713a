// English words of the terminal (`terminal.*`): what is not simulated and what to use instead, what help says. Outputs of tools are their own.
import type { Dictionary } from '../dictionary.ts';

export const TERMINAL_WORDS: Dictionary = {
  'ui.tab.terminal': 'Terminal',
  'ui.terminal.log': 'Terminal: what was typed and answered',
  'ui.terminal.input': 'Command, typed at {place}',
  'ui.terminal.more': 'The command goes on, typed at {place}',
  'ui.terminal.stop': 'Stop',
  'ui.terminal.watch': { office: 'Watch the letter', network: 'Watch the packet' },
  'ui.terminal.busy': 'Working…',
  'ui.terminal.candidates': 'What may stand here',
  'ui.terminal.found': '{count|1 completion|# completions}',
  'ui.terminal.keys': 'Tab completes, Escape then Tab leaves, ↑ ↓ recall, Ctrl+C gives up, Ctrl+L clears.',
  'ui.terminal.free': 'Tab leaves now.',
  'ui.terminal.welcome':
    'kubectl, az, helm, curl, tcpdump and their like are at hand. What changes something is an edit like any other: undo takes it back. Type help.',
  'terminal.help': `What can be typed here:
  kubectl   get, describe, explain, exec, run, debug, apply, create, expose, label, annotate, scale, set, patch, delete, retina …
  az        aks, network vnet|nsg|route-table|public-ip|nat gateway|firewall|private-endpoint …, network nic and network watcher to look
  helm      repo add, install, upgrade, list, uninstall: ingress-nginx
  hubble    observe, where the dataplane is Cilium
  curl, wget, nslookup, dig, host, ping, nc, telnet, ip, ss, tcpdump, hostname, cat /etc/resolv.conf, env
  ssh HOST, kubectl exec -it POD -- sh: go there; exit: come back
  | grep -i -v -E -c -o -A -B, head, tail, sort, uniq, wc -l; a file to write to, $( … ), here-documents, && and ||
  clear, history
help places, help pipes, help curl, help tcpdump and help helm say more.`,
  'terminal.help.kubectl':
    'kubectl here knows: {verbs}\nFlags are those of kubectl: -n, -A, -l, -o wide|yaml|json|name|jsonpath=…|custom-columns=…, --show-labels, --sort-by.',
  'terminal.help.az':
    'Beside the commands that change something (az aks …, az network …, as docs/commands.md lists them), these look:\n  az {commands}',
  'terminal.help.helm':
    'helm install NAME ingress-nginx/ingress-nginx --namespace NS --create-namespace --set controller.service.externalTrafficPolicy=Local\nOnly ingress-nginx can be installed. Values that count: controller.service.annotations, controller.service.externalTrafficPolicy, controller.ingressClassResource.name and .default, controller.extraArgs.enable-ssl-passthrough.',
  'terminal.help.curl':
    'curl asks from where you are: the prompt says where. At the desk you are a computer on the internet. -v, -I, -i, -s, -k, -L, -f, -m, --connect-timeout, -H "Host: …", --resolve, -o, -w are understood.',
  'terminal.help.tcpdump':
    'tcpdump shows what the interface where you are saw of the goals’ flows and of what you sent from this terminal: send something first, then look. -i, -n, -c, -v and a filter are understood; on a node, -i any shows its pods’ wires too.',
  'terminal.help.places':
    'You begin at the desk, a computer on the internet with kubectl and az. ssh NODE, ssh MACHINE or ssh HOST goes there; kubectl exec -it POD -- sh goes into a pod, kubectl debug node/NAME -it --image=busybox onto a node; exit comes back.',
  'terminal.help.pipes':
    'grep [-i -v -E -F -c -o -n -w -q] [-A N] [-B N], head, tail, sort, uniq, wc, cat, tee. Patterns are matched in bounded time. jq, awk and sed are not simulated: -o jsonpath=… and --query do what they would.',
  'terminal.moreLines': '… {count|1 more line|# more lines}. Pipe it to head, tail or grep.',
  'terminal.moreObjects': '… {count|1 more object|# more objects}. Name one, or choose some with -l.',
  'terminal.refused': 'This change was refused; nothing has been changed.',
  'terminal.broken': 'Something went wrong inside the terminal itself; nothing has been changed. Another line will do.',
  'terminal.unknownTool': '{command}: command not found. Type help for what can be typed here.',
  'terminal.notHere': 'sh: {command}: not found. It is installed at the desk: type exit first.',
  'terminal.noTool': '{command} is not simulated here. Type help for what is.',
  'terminal.noTextTool':
    '{command} is not simulated: choose with -o jsonpath=…, -o custom-columns=…, --query, grep, head or sort instead.',
  'terminal.scripts': 'Scripts are not run from files: paste their lines here.',
  'terminal.tooManyPipes': 'That is too long a pipe: {most} commands are the most.',
  'terminal.tooManyFiles': 'There is no room for another file: {most} are the most.',
  'terminal.tooManyColumns': 'That is too wide a table: {most} columns are the most.',
  'terminal.tooManyNames': 'That is more than can be asked at once: {most} names are the most.',
  'terminal.tooManyReleases': 'That is more than this cluster takes: {most} releases are the most.',
  'terminal.tooDeep': 'That is too deep: {most} is the most. Type exit to come back a step.',
  'terminal.badPattern': 'grep: the pattern {pattern} cannot be read here: lookaround and back references are not simulated.',
  'terminal.patternSpent': 'grep: this pattern takes too long on so much text. Narrow one of the two.',
  'terminal.helpOf':
    '{command} takes the flags of the real one as far as they mean something here; the page docs/terminal.md lists them.',
  'terminal.absentKind': 'This world keeps no {kind}: they have no part in how packets travel here.',
  'terminal.goTemplate': 'Go templates are not simulated: use -o jsonpath=… or -o custom-columns=….',
  'terminal.rawApi': 'The API’s raw paths are not simulated: use kubectl get with -o json.',
  'terminal.noFields': 'Nothing more is kept of this field here.',
  'terminal.logs':
    'What {pod} writes is not simulated. To see what reaches it: kubectl exec it, send something from elsewhere, and look with tcpdump; a policy’s word shows in describe networkpolicy and in the trace.',
  'terminal.portForward':
    'A port-forward goes through the API server and shows nothing of the network, so it is not simulated. To reach {pod} as others do, expose it with a Service and curl that; to try it alone: kubectl exec another pod -- curl its address.',
  'terminal.installedPod': 'Pod {pod} belongs to an installed controller and has no shell here.',
  'terminal.rights': 'Who may do what in the API is not simulated: at this desk you may do everything.',
  'terminal.oneContext': 'There is one context here, {context}: use --current or that name.',
  'terminal.configView': 'There is one cluster here, {cluster}, and nothing in its kubeconfig that matters to packets.',
  'terminal.configVerbs':
    'kubectl config knows current-context, get-contexts, use-context and set-context --current --namespace=… here.',
  'terminal.rollout':
    'Of rollouts, status and restart are answered here: every change is rolled out at once, so there is no history to go back to. Undo does that.',
  'terminal.waitFor': 'kubectl wait knows --for=condition=Ready or =Available here.',
  'terminal.retina':
    'kubectl retina capture create [--name] [--node-selectors|--node-names|--pod-selectors|--namespace-selectors] [--pcap-filter|--tcpdump-filter] [--duration] is what is simulated.',
  'terminal.retinaSaw': '  {node}: {count|1 packet|# packets} of the goals’ flows and of yours',
  'terminal.retinaFile': 'The files would lie in {path} on each node. To read packets here: ssh NODE, then tcpdump -i any.',
  'terminal.later.top': 'kubectl top shows processor and memory, which are not simulated.',
  'terminal.later.edit':
    'kubectl edit opens an editor; the one of this page does the same: choose the object on the board, or use kubectl patch.',
  'terminal.later.diff': 'kubectl diff is not simulated: kubectl get -o yaml shows what is, and undo takes a change back.',
  'terminal.later.events': 'Events are not kept here; kubectl describe shows why a pod has no place.',
  'terminal.later.drain': 'Draining is not simulated: scale the workload, or the pool with az aks nodepool scale.',
  'terminal.later.cordon':
    'Cordoning is not simulated: the label node.kubernetes.io/exclude-from-external-load-balancers takes a pool out of load balancers.',
  'terminal.later.other': '{command} is not simulated. kubectl get, describe and exec look; apply, patch and delete change.',
  'terminal.noGuards': 'No network security group stands at subnet {subnet} or at this interface: everything is allowed there.',
  'terminal.noGuardsMet':
    'No network security group was asked on that way: none stands at subnet {subnet}, or the packet never came so far.',
  'terminal.nicNames': 'Here an interface goes by the name of its machine or node, with or without -nic behind it.',
  'terminal.azQuery':
    'This --query cannot be read from “{at}” on: fields, [], [0], [?a==`b`], [*].a, lists and maps of values, and pipes are what is simulated.',
  'terminal.azNear': 'Close to it: {command}',
  'terminal.azVersions': 'Which versions Azure offers today is not known here: the world’s own version stands in az aks show.',
  'terminal.invoke': 'az aks command invoke runs one kubectl command here: --command "kubectl get pods".',
  'terminal.helm': 'helm knows repo add, repo update, install, upgrade --install, list and uninstall here.',
  'terminal.helmVerb': 'helm {verb} is not simulated: repo, install, upgrade, list and uninstall are.',
  'terminal.helmChart': 'The chart {chart} is not simulated: ingress-nginx/ingress-nginx is.',
  'terminal.helmValues': 'Values files are not read: give what matters by --set.',
  'terminal.helmUnread': 'Without effect here: {keys}.',
  'terminal.hubbleNeedsCilium':
    'hubble watches Cilium’s dataplane, and this cluster runs another one: use tcpdump or kubectl retina capture.',
  'terminal.hubbleNeedsAcns':
    'On AKS hubble comes with Advanced Container Networking Services (az aks update --enable-acns); it is shown here all the same.',
  'terminal.hubbleVerbs': 'hubble knows observe and status here.',
  'terminal.kql':
    'Of queries, AZFWNetworkRule, AZFWApplicationRule and AZFWNatRule are answered here, with | where COLUMN == "VALUE", | project, | take and | count.',
  'terminal.noMetric':
    'Of metrics, DipAvailability (which nodes answer the load balancer’s probes) and AllocatedSnatPorts are answered here, not {metric}.',
  'terminal.openssl':
    'openssl makes certificates here by req -x509 with -out, -keyout and a name: -subj /CN=NAME or -addext subjectAltName=DNS:NAME.',
  'terminal.noFetch':
    'Nothing is fetched from the internet here: paste the manifest as a here-document, or write it to a file first.',
  'terminal.nothingSent': 'Nothing has been sent yet: curl, ping or nc something, here or elsewhere, then look again.',
  'terminal.nothingSeen': 'Nothing of what was sent came by here, or the filter keeps none of it.',
  'terminal.noFile': 'No file {file} is written: the board’s trace panel and the command line give captures as files.',
  'terminal.tcpdumpDesk':
    'At the desk nothing of the network comes by: ssh to a node or machine, or kubectl exec into a pod, then tcpdump.',
  'terminal.tcpdumpReads': 'Capture files are not read here: tcpdump without -r shows what comes by.',
  'terminal.oneUrl': 'One address at a time, please.',
  'terminal.curlTelnet': 'curl telnet:// is not simulated: nc -zv HOST PORT asks the same.',
  'terminal.body': 'Hello from {who}. You came from {source} and asked {host} for {path}.',
  'terminal.nslookupAsks': 'Asking many names one after the other is not simulated: nslookup NAME [SERVER].',
  'terminal.digAsks': 'Say a name: dig NAME [TYPE] [@SERVER] [+short].',
  'terminal.getentHosts': 'getent knows hosts NAME here.',
  'terminal.reverse': 'Names of addresses (PTR) are not simulated: look in kubectl get pods -o wide or kubectl get svc.',
  'terminal.otherServer': 'Say the server by its address: {server} is none.',
  'terminal.recordType': 'Records of type {type} are not simulated: A, CNAME and a Service’s SRV are.',
  'terminal.traceroute':
    'Azure’s fabric answers no traceroute, and neither do pods. ping asks whether it arrives; ip route and az network nic show-effective-route-table say which way.',
  'terminal.ncListens': 'Listening is not simulated: a pod listens on the ports that it declares.',
  'terminal.telnetAsks': 'telnet HOST PORT is what is simulated.',
  'terminal.agnhostConnect': '/agnhost connect HOST:PORT [--timeout=3s] [--protocol=tcp|udp|sctp] is what is simulated.',
  'terminal.noCard': 'What interfaces there are here is not known.',
  'terminal.ipObject': 'ip {object} is not simulated: ip addr, ip route, ip route get, ip link and ip neigh are.',
  'terminal.ssPods': 'Which ports are open is known of pods: kubectl exec POD -- ss -tln.',
  'terminal.atDesk': 'You are at the desk already; there is nowhere further back to go.',
  'terminal.badFlow': 'Nobody is there to ask {text}.',
  'terminal.unsupported': 'This meets something that is not simulated yet: {part}.',
  'terminal.engine.stale': 'The engine is busy with a newer state: try again.',
  'terminal.engine.tooComplex': 'That has more ways to go than can be followed.',
  'terminal.engine.badPlan': 'That cannot be asked here.',
  'terminal.engine.noRun': 'That cannot be asked here.',
  'terminal.engine.noSubnet': 'There is no such subnet, or several of that name.',
};
