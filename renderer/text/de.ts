// The German catalogue. The documentation's field names and states stay as they are (labels.ts).

import { activity, compare } from './de/activity.ts';
import { alerts } from './de/alerts.ts';
import { configuration, proxy, updatePlan } from './de/configuration.ts';
import { demonstration } from './de/demonstration.ts';
import { diagnostics } from './de/diagnostics.ts';
import { instanceDialog, problems, refusal } from './de/dialogs.ts';
import { failures, history } from './de/failures.ts';
import { faults } from './de/faults.ts';
import { firstRun, fleet, frame, settings } from './de/fleet.ts';
import { imports } from './de/import.ts';
import { clocks, guard, instance, summary } from './de/instance.ts';
import { jobs } from './de/jobs.ts';
import { offline } from './de/offline.ts';
import { palette, shortcuts } from './de/palette.ts';
import { planner } from './de/planner.ts';
import { servers } from './de/servers.ts';
import { timeline } from './de/timeline.ts';
import { verdict } from './de/verdict.ts';
import type { Texts } from './en.ts';
import type { Formats, TimeWords } from './formats.ts';

export const germanTime: TimeWords = {
  underAMinute: 'unter 1 min',
  ago: (span) => `vor ${span}`,
  ahead: (span) => `in ${span}`,
};

export const de = (f: Formats): Texts => ({
  frame: frame(f),
  fleet: fleet(f),
  firstRun,
  settings,
  palette: palette(f),
  shortcuts,
  servers: servers(f),
  alerts: alerts(f),
  timeline: timeline(f),
  planner: planner(f),
  faults: faults(f),
  demonstration: demonstration(f),
  offline,
  activity: activity(f),
  compare: compare(f),
  verdict: verdict(f),
  instance: instance(f),
  clocks: clocks(f),
  summary: summary(f),
  guard: guard(f),
  jobs: jobs(f),
  imports: imports(f),
  configuration: configuration(f),
  proxy,
  updatePlan: updatePlan(f),
  failures: failures(f),
  history: history(f),
  diagnostics: diagnostics(f),
  dialog: instanceDialog,
  problems: problems(f),
  refusal,
});
