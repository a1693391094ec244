// Writes a few events with Confluent's JavaScript client and prints them, with their bytes, as JSON. See README.md.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { AvroSerializer, SchemaRegistryClient, SerdeType } = require('@confluentinc/schemaregistry');
const { version } = require('@confluentinc/schemaregistry/package.json');

const SCHEMAS = process.argv[2] ?? path.join(__dirname, '../../main/avro');

/** Every named schema of a folder, by full name. */
function load(folder) {
  return fs.readdirSync(path.join(SCHEMAS, folder))
    .map((file) => JSON.parse(fs.readFileSync(path.join(SCHEMAS, folder, file), 'utf8')));
}

const NAMED = new Map([...load('shared'), ...load('topics')].map((schema) => [`${schema.namespace}.${schema.name}`, schema]));

/** A schema that stands by itself: each named schema where it is first used, by name afterwards. */
function selfContained(schema, seen = new Set()) {
  if (Array.isArray(schema)) return schema.map((branch) => selfContained(branch, seen));
  if (typeof schema === 'string') {
    if (!NAMED.has(schema) || seen.has(schema)) return schema;
    return selfContained(NAMED.get(schema), seen);
  }
  const copy = { ...schema };
  if (copy.name) seen.add(`${copy.namespace}.${copy.name}`);
  if (copy.fields) copy.fields = copy.fields.map((field) => ({ ...field, type: selfContained(field.type, seen) }));
  if (copy.items) copy.items = selfContained(copy.items, seen);
  return copy;
}

/** An amount. The client knows no decimals: it is given the unscaled number in two's complement, as short as possible. */
class Amount {
  constructor(text, scale) {
    this.text = text;
    const [whole, decimals = ''] = text.replace('-', '').split('.');
    const unscaled = BigInt(whole + decimals.padEnd(scale, '0'));
    this.unscaled = text.startsWith('-') ? -unscaled : unscaled;
  }

  plain() {
    let length = 1;
    while (BigInt.asIntN(8 * length, this.unscaled) !== this.unscaled) length += 1;
    const hex = BigInt.asUintN(8 * length, this.unscaled).toString(16).padStart(2 * length, '0');
    return Buffer.from(hex, 'hex');
  }

  toJSON() {
    return `@${this.text}@`;
  }
}

/** A time in microseconds, which a JavaScript number still holds exactly. */
class Time {
  constructor(text) {
    this.text = text;
  }

  plain() {
    const [, seconds, micros] = /^(.*?)(?:\.(\d+))?Z$/.exec(this.text);
    return Date.parse(`${seconds}Z`) * 1000 + Number((micros ?? '').padEnd(6, '0'));
  }

  toJSON() {
    return this.text;
  }
}

const money = (text) => new Amount(text, 2);
const head = (text) => new Amount(text, 4);
const at = (text) => new Time(text);

function plain(value) {
  if (value instanceof Amount || value instanceof Time) return value.plain();
  if (Array.isArray(value)) return value.map(plain);
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
  }
  return value;
}

const EVENTS = [
  {
    topic: 'claims.submitted.v1',
    type: 'ClaimSubmitted',
    name: 'every field given',
    event: {
      insurer: 'acme',
      claimId: 'c-1',
      revision: 2,
      submittingSystem: 'upstream-js',
      policy: 'P-77',
      claimant: 'Zoë Müller ✓ 𝄞',
      provider: 'clinic-9',
      lineOfBusiness: 'MOTOR_INJURY',
      currency: 'GBP',
      eventTime: at('2024-06-11T11:22:24.508901Z'),
      claimDate: at('1969-12-31T23:59:59.999999Z'),
      answerDueAt: at('2024-07-01T00:00:00Z'),
      accident: {
        type: 'Rear end',
        date: at('2023-11-10T11:22:24.508901Z'),
        weather: 'Rainy',
        vehicleType: 'Motorcycle',
        vehicleAgeYears: 13,
        passengers: 4,
        policeReportFiled: true,
        witnessPresent: false,
      },
      injury: {
        prognosis: 'E. 5 months',
        dominantInjury: 'Arms',
        whiplash: true,
        minorPsychologicalInjury: true,
        exceptionalCircumstances: false,
      },
      headsOfLoss: {
        specialHealthExpenses: head('0.0000'),
        specialReduction: head('-0.0001'),
        specialOverage: head('0.0127'),
        generalRest: head('0.0128'),
        specialAdditionalInjury: head('-0.0128'),
        specialEarningsLoss: head('1200.0000'),
        specialUsageLoss: head('-0.0129'),
        specialMedications: head('0.0255'),
        specialAssetDamage: head('0.0256'),
        specialRehabilitation: head('9999999999.9999'),
        specialFixes: head('-9999999999.9999'),
        generalFixed: head('520.0000'),
        generalUplift: head('3.2767'),
        specialLoanerVehicle: head('3.2768'),
        specialTripCosts: head('-3.2768'),
        specialJourneyExpenses: head('6.5535'),
        specialTherapy: head('6.5536'),
      },
      accidentDescription: 'Side collision at an intersection.',
      injuryDescription: '',
      personal: { name: 'Jo Example', email: 'jo@example.org', phone: '+44 20 7946 0000', address: '1 Example Street' },
      protectedAttributes: { driverAge: 33, gender: 'Male' },
    },
  },
  {
    topic: 'claims.submitted.v1',
    type: 'ClaimSubmitted',
    name: 'only what must be given',
    event: {
      insurer: 'acme',
      claimId: 'c-2',
      revision: 1,
      submittingSystem: 'upstream-js',
      policy: 'P-78',
      claimant: 'C-78',
      lineOfBusiness: 'MOTOR_INJURY',
      currency: 'EUR',
      accident: {},
      injury: {},
      headsOfLoss: {},
    },
  },
  {
    topic: 'claims.scored.v1',
    type: 'ClaimScored',
    name: 'scored by a model',
    event: {
      scoreId: 's_aaaaaaaaaaaaaaaaaaaaaaaaaa',
      insurer: 'acme',
      claimId: 'c-1',
      revision: 2,
      purpose: 'LIVE',
      lineOfBusiness: 'MOTOR_INJURY',
      currency: 'GBP',
      estimate: money('1720.55'),
      interval: { lower: money('1400.00'), upper: money('2100.10'), nominalCoverage: 0.9 },
      confidence: 0.71,
      baseValue: money('1000.00'),
      reasons: [
        { feature: 'earnings_loss', text: 'Loss of earnings is high', contribution: money('800.55') },
        { feature: 'prognosis', text: 'Short prognosis', contribution: money('-79.99') },
      ],
      otherReasons: money('-0.01'),
      reviewReasons: ['OUT_OF_SCOPE'],
      modelVersion: 'm-0123456789ab',
      modelHash: '00ff',
      featureSet: 'v1',
      calibration: 3,
      engineVersion: 'xgboost4j-3.0.4',
      features: { partition: 3, offset: 4294967296 },
      eventTime: at('2024-06-11T11:22:24.508901Z'),
      scoredAt: at('2024-06-11T11:22:25Z'),
      answerDueAt: at('2024-07-01T00:00:00Z'),
    },
  },
  {
    topic: 'claims.feedback.v1',
    type: 'ClaimFeedback',
    name: 'settled',
    event: {
      feedbackId: 'f-1',
      insurer: 'acme',
      claimId: 'c-1',
      kind: 'SETTLED',
      amount: money('1650.00'),
      actor: 'upstream-js',
      eventTime: at('2024-09-01T08:00:00.000001Z'),
    },
  },
];

async function main() {
  const client = SchemaRegistryClient.newClient({ baseURLs: ['mock://'] });
  const serializer = new AvroSerializer(client, SerdeType.VALUE, { useLatestVersion: true, autoRegisterSchemas: false });
  const events = [];
  for (const { topic, type, name, event } of EVENTS) {
    const schema = JSON.stringify(selfContained(`io.claimstream.event.${type}`));
    await client.register(`${topic}-value`, { schemaType: 'AVRO', schema }, false);
    const bytes = await serializer.serialize(topic, plain(event));
    events.push({ topic, type, name, event, bytes: bytes.toString('hex') });
  }
  const json = JSON.stringify({ writtenBy: `@confluentinc/schemaregistry ${version}`, events }, null, 2);
  process.stdout.write(`${json.replace(/"@(-?[0-9.]+)@"/g, '$1')}\n`);
}

main();
