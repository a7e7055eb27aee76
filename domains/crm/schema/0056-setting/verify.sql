select tenancy.assert_protected('crm.setting');
