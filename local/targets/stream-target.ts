import type { Engine } from '../engines/engine.ts';
import { type HandedOverList, jsonAnswer, refused } from './handed-over.ts';

/** Of the data and the partition key together: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html */
const LARGEST_RECORD = 1_048_576;
const LONGEST_KEY = 256;

/** Kinesis' `PutRecord`: every stream is there, and has one shard. */
export function streamTarget(handedOver: HandedOverList): Engine {
  let sequence = 0n;
  return {
    async answer({ headers, body }) {
      const operation = headers['x-amz-target']?.split('.')[1];
      if (operation !== 'PutRecord')
        return refused('UnknownOperationException', `a local run knows PutRecord, and not ${operation}`);
      const { StreamARN, StreamName, PartitionKey, Data } = Object(JSON.parse(body.toString()));
      const target = String(StreamARN ?? StreamName ?? '');
      if (!target) return refused('InvalidArgumentException', 'either StreamName or StreamARN has to be given');
      if (typeof PartitionKey !== 'string' || PartitionKey.length < 1 || PartitionKey.length > LONGEST_KEY)
        return refused('ValidationException', `PartitionKey has to be a text of 1 to ${LONGEST_KEY} characters`);
      if (typeof Data !== 'string') return refused('SerializationException', 'Data has to be a text in base64');
      const data = Buffer.from(Data, 'base64');
      if (data.length + Buffer.byteLength(PartitionKey) > LARGEST_RECORD)
        return refused('ValidationException', `a record has up to ${LARGEST_RECORD} bytes`);
      handedOver.add({ service: 'kinesis', target, with: { PartitionKey }, text: data.toString() });
      sequence += 1n;
      return jsonAnswer(200, { ShardId: 'shardId-000000000000', SequenceNumber: String(sequence).padStart(56, '4') });
    },
    close: async () => {},
  };
}
