#!/usr/bin/env node
// `npm run --silent cli -- …`: the command line of a checkout. Setting up speaks on standard error only.
import { setUp, windowless } from './setup.mjs';
import { runHere } from './spawn-app.mjs';

const electron = await setUp({ testing: false });
runHere(electron, windowless(process.argv.slice(2)));
