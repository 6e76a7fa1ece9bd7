#!/usr/bin/env node
"use strict";

const { main } = require("../dist/cli/main.cjs");

main();
