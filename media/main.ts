import '@vscode/codicons/dist/codicon.css';
import './styles.css';
import './components/cellTable.ts';
import './components/fieldList.ts';
import './components/markedText.ts';
import './components/matrix.ts';
import './components/partList.ts';
import './components/trialList.ts';
import { createChannel } from './channel.ts';
import { Panel } from './components/panel.ts';

const panel = document.querySelector('scenarist-panel');
if (panel instanceof Panel) {
  const { scenario } = panel.dataset;
  panel.start(createChannel(scenario === undefined ? null : decodeURIComponent(scenario)));
}
