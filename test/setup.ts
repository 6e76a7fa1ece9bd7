// The tests say for themselves what the environment holds.
for (const name of ["NO_COLOR", "FORCE_COLOR", "CLAIMS_STORE", "NODE_EXTRA_CA_CERTS"]) {
  delete process.env[name];
}
