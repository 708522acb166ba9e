// The rows of a fleet are kept beside their instances and believed as they were written. Whoever changes what a row has, how it is kept
// (packed-rows.ts) or how it is worked out (main/agent/fleet-row.ts) raises this number: rows of another form are then worked out
// anew. A test holds the schema to it.
export const FLEET_ROW_FORM = 2;
