#!/usr/bin/env node
"use strict";

const { load } = require("./load.js");

load("main.cjs").main();
