// Starts the lesson of this package: what the page needs of the browser, handed to the shim.
import { startLesson } from './sco.js';

const launch = await (await fetch('launch.json')).json();
startLesson(window, launch, document.getElementById('game'), document.getElementById('told'));
