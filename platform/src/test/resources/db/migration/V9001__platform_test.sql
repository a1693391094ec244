CREATE TABLE record_platform_test (name VARCHAR(64) PRIMARY KEY, number INTEGER NOT NULL);
