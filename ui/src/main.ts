// Where the face begins.
import '@fontsource-variable/plus-jakarta-sans/wght.css';
import '$lib/design/tokens.css';
import '$lib/design/base.css';
import '$lib/components/floating.css';
import '$lib/components/dialog.css';
import { mount } from 'svelte';
import App from './App.svelte';

const target = document.getElementById('app');
if (target) mount(App, { target });
